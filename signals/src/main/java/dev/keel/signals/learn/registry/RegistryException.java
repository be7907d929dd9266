package dev.keel.signals.learn.registry;

import java.nio.file.Path;

/** The registry's folder cannot be used, or a file in it is broken; the message names it. */
public final class RegistryException extends RuntimeException {
    RegistryException(Path file, String problem) {
        super("registry file " + file + " " + problem);
    }

    RegistryException(Path file, String problem, Throwable cause) {
        super("registry file " + file + " " + problem, cause);
    }
}
