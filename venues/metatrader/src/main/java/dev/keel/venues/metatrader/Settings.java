package dev.keel.venues.metatrader;

import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.metatrader.terminal.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account says of its terminal.
 *
 * @param window how long after its placement an order may still be sent
 * @param patience how long an answer may take
 * @param apart how far apart two looks must be for an absence to mean something
 * @param poll how often the mailbox is looked at
 * @param deviation how far from its price a market order may trade, in points; where the broker
 *     minds
 * @param isLocal whether the other end is a simulator
 */
record Settings(
        Path mailbox,
        Identity identity,
        Duration window,
        Duration patience,
        Duration apart,
        Duration poll,
        long deviation,
        boolean isLocal) {

    static Settings of(VenueAccount account) {
        return new Settings(
                Path.of(required(account, "mailbox")),
                new Identity(
                        account.venue().value(),
                        number(account, "login", null),
                        required(account, "server")),
                Duration.ofMillis(number(account, "windowMillis", "10000")),
                Duration.ofMillis(number(account, "patienceMillis", "30000")),
                Duration.ofMillis(number(account, "apartMillis", "30000")),
                Duration.ofMillis(number(account, "pollMillis", "10")),
                number(account, "deviationPoints", "20"),
                account.environment() == Environment.LOCAL);
    }

    /** Whether it trades against a simulator, which is held to its own figures. */
    boolean isQuick() {
        return isLocal;
    }

    private static String required(VenueAccount account, String name) {
        return Optional.ofNullable(account.options().get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                name + " must be given for account " + account.account()));
    }

    private static long number(VenueAccount account, String name, @Nullable String otherwise) {
        String text =
                otherwise == null
                        ? required(account, name)
                        : account.options().getOrDefault(name, otherwise);
        if (!text.matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException(
                    name + " must be a whole number of 0 or more, was '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
