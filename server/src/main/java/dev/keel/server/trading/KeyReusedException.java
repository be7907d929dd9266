package dev.keel.server.trading;

import dev.keel.core.order.ClientKey;

/** The client key names another order already; nothing followed. */
public final class KeyReusedException extends RuntimeException {
    KeyReusedException(ClientKey key, String difference) {
        super("the key " + key + " was used for another order before: " + difference);
    }
}
