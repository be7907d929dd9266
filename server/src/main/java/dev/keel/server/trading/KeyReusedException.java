package dev.keel.server.trading;

import dev.keel.core.order.ClientKey;

/** The client key names another order already; nothing followed. */
public final class KeyReusedException extends RuntimeException {
    private final String reason;

    KeyReusedException(ClientKey key, String difference) {
        this("the key " + key + " was used for another order before: " + difference);
    }

    private KeyReusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is different about the other order, in one sentence. */
    public String reason() {
        return reason;
    }
}
