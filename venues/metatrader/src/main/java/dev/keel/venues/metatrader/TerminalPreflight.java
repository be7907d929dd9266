package dev.keel.venues.metatrader;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.SymbolTable;
import dev.keel.venues.metatrader.terminal.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks a terminal over. */
record TerminalPreflight(Desk desk, VenueAccount account, SymbolTable symbols) {
    private static final Duration MOST_OFFSET = Duration.ofSeconds(30);

    Preflight look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(ping());
        Seen seen = Asking.await(desk, desk.call(this::see));
        findings.add(
                seen.obstacle
                        .map(why -> new Finding("trading", Grade.FAILED, why))
                        .orElse(
                                new Finding(
                                        "trading",
                                        Grade.PASSED,
                                        "all four permissions are given")));
        if (seen.hello != null) {
            findings.add(environment(seen.hello));
        }
        findings.add(symbolsFound());
        if (seen.offset != null) {
            findings.add(clock(seen.offset));
        }
        return new Preflight(
                desk.clock().instant(),
                findings,
                seen.offset,
                null,
                seen.hello == null ? null : position(seen.hello.text("mode")),
                null);
    }

    private Finding ping() {
        try {
            Asking.ask(desk, Row.of("ask").with("op", "PING"));
            return new Finding("terminal", Grade.PASSED, "the Expert Advisor answers");
        } catch (ConnectorException e) {
            return new Finding("terminal", Grade.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Seen see() {
        Link link = desk.session().link();
        return new Seen(
                link.obstacle(desk.clock().instant()),
                link.hello().orElse(null),
                link.wasHeard() ? link.clock().offset() : null);
    }

    private Finding environment(Row hello) {
        boolean isDemo = hello.flag("demo");
        boolean isMeant = isDemo != (account.environment() == Environment.LIVE);
        return new Finding(
                "environment",
                isMeant ? Grade.PASSED : Grade.FAILED,
                "a "
                        + (isDemo ? "demo" : "real")
                        + " account of "
                        + hello.text("company")
                        + ", build "
                        + hello.number("build")
                        + (isMeant ? "" : "; the account says " + account.environment()));
    }

    private Finding symbolsFound() {
        List<String> missing =
                account.instruments().stream()
                        .filter(id -> symbols.name(id).isEmpty())
                        .map(InstrumentId::symbol)
                        .sorted()
                        .toList();
        return missing.isEmpty()
                ? new Finding("symbols", Grade.PASSED, "all are in the terminal")
                : new Finding(
                        "symbols",
                        Grade.FAILED,
                        "not in Market Watch, ambiguous, or not in the account's currency: "
                                + missing);
    }

    private static Finding clock(Duration offset) {
        boolean isFar = offset.abs().compareTo(MOST_OFFSET) > 0;
        return new Finding(
                "clock",
                isFar ? Grade.WARNING : Grade.PASSED,
                "the terminal's computer is " + offset.toMillis() + " ms ahead of this one");
    }

    private static String position(String mode) {
        return mode.equals("netting") ? "one-way" : "hedge";
    }

    private record Seen(
            Optional<String> obstacle, @Nullable Row hello, @Nullable Duration offset) {}
}
