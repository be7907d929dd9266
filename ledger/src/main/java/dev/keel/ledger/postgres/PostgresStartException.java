package dev.keel.ledger.postgres;

import java.io.IOException;

/**
 * The database cannot be started, or must not be used. The message is written for the operator:
 * what is wrong, where, and what to do. It never contains a password.
 */
public final class PostgresStartException extends RuntimeException {

    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Names what could not be done; the reason follows, since the message is often all that is
     * shown.
     */
    static PostgresStartException cannot(String action, IOException reason) {
        return new PostgresStartException("cannot " + action + ": " + reason, reason);
    }
}
