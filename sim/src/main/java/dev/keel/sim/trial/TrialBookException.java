package dev.keel.sim.trial;

import java.io.IOException;
import java.nio.file.Path;

/** The book could not be read or written; the message names the file. */
public final class TrialBookException extends RuntimeException {
    TrialBookException(String what, Path file, IOException cause) {
        super(
                "the trial book "
                        + file
                        + " could not be "
                        + what
                        + " ("
                        + cause.getClass().getSimpleName()
                        + ": "
                        + cause.getMessage()
                        + ")",
                cause);
    }
}
