package dev.keel.signals.fusion.log;

import org.jspecify.annotations.Nullable;

/**
 * The diary cannot be read or written; the message names the file and, if one is at fault, line.
 */
public final class FusionLogException extends RuntimeException {
    FusionLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
