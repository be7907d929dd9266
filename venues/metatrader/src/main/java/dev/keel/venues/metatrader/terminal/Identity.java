package dev.keel.venues.metatrader.terminal;

import dev.keel.venues.metatrader.mailbox.Row;
import java.util.Optional;

/** Which account of which broker in which terminal is meant. */
public record Identity(String platform, long login, String server) {
    static final long PROTOCOL = 1;

    /** What in a greeting is not what is meant, in words; empty if all is. */
    Optional<String> refuses(Row hello) {
        if (hello.number("protocol") != PROTOCOL) {
            return Optional.of(
                    "the Expert Advisor speaks protocol "
                            + hello.number("protocol")
                            + ", Keel speaks "
                            + PROTOCOL
                            + ": install the one that comes with this Keel");
        }
        if (!hello.text("platform").equals(platform)) {
            return wrong("platform", platform, hello.text("platform"));
        }
        return refusesAccount(hello);
    }

    /** Likewise of a snapshot. */
    Optional<String> refusesAccount(Row row) {
        if (row.number("login") != login) {
            return wrong("login", Long.toString(login), Long.toString(row.number("login")));
        }
        if (!row.text("server").equals(server)) {
            return wrong("server", server, row.text("server"));
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(String what, String meant, String is) {
        return Optional.of("the terminal's " + what + " must be " + meant + ", was " + is);
    }
}
