package dev.keel.server.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A report could not be written; the message names the option, the file and the cause. */
public final class ReportFailure extends RuntimeException {
    public ReportFailure(Path folder, IOException cause) {
        super("--out " + folder + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> denied.getFile() + " must be writable";
            case FileAlreadyExistsException exists -> exists.getFile() + " is no folder";
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + " cannot be written: " + other.getReason();
            default -> "cannot be written: " + cause.getMessage();
        };
    }
}
