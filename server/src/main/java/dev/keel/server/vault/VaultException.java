package dev.keel.server.vault;

/** The vault cannot be used; the message says why and what to do, and never holds a secret. */
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VaultException(String message) {
        super(message);
    }

    VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
