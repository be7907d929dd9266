package dev.keel.venues.fix.transport;

import dev.keel.venues.connector.Credentials;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills in what proves to the counterparty who logs on, and whatever else its logon needs. Called
 * for each logon, on the engine's thread; must not block. If it throws, the logon does not leave.
 */
@FunctionalInterface
public interface LogonAuthenticator {
    /** Nothing is proven. */
    LogonAuthenticator NONE = (_, _) -> List.of();

    /**
     * The fields to add, in this order.
     *
     * @param credentials not to be kept
     */
    List<FixMessage.Field> authenticate(Logon logon, Credentials credentials);

    /** What of the logon a signature may cover. */
    record Logon(CompIds ids, long sequence, String sendingTime) {}

    /** Name and password, tags 553 and 554, out of {@code username} and {@code password}. */
    static LogonAuthenticator password() {
        return (_, credentials) -> {
            List<FixMessage.Field> fields = new ArrayList<>();
            credentials
                    .get("username")
                    .ifPresent(name -> fields.add(new FixMessage.Field(553, new String(name))));
            char[] password =
                    credentials
                            .get("password")
                            .orElseThrow(
                                    () -> new IllegalArgumentException("password must be set"));
            fields.add(new FixMessage.Field(554, new String(password)));
            return fields;
        };
    }
}
