package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Looks an account over with real calls, and changes nothing. Blocks. */
public final class Examination {
    private static final Duration GOOD_CLOCK = Duration.ofSeconds(1);

    private final AccountSource source;
    private final boolean withdrawalAllowed;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param withdrawalAllowed whether a key that may take money away is taken all the same
     */
    public Examination(AccountSource source, boolean withdrawalAllowed) {
        this.source = source;
        this.withdrawalAllowed = withdrawalAllowed;
    }

    /** Looks at everything, also after something has failed. */
    public Preflight run() {
        Optional<Optional<Duration>> clock = part("clock", () -> clockOffset(source));
        clock.ifPresent(this::judgeClock);
        Optional<Duration> offset = clock.flatMap(each -> each);
        part("balance", () -> new HoldingsReader(source).balance())
                .ifPresent(_ -> found("balance", Grade.PASSED, "the keys read the balance"));
        Optional<Optional<KeyPermissions>> permissions =
                part("permissions", () -> KeyPermissions.ask(source));
        permissions.ifPresent(this::judgeKey);
        AccountModes modes = new AccountModes(source);
        Optional<String> position =
                part("position mode", modes::positionMode).flatMap(each -> each);
        Optional<String> margin = part("margin mode", modes::marginMode).flatMap(each -> each);
        if (source.kind() == InstrumentKind.LINEAR) {
            judgeModes(position, margin, part("leverage", modes::leverage).flatMap(each -> each));
        }
        return new Preflight(
                source.calls().now(),
                findings,
                offset.orElse(null),
                permissions.flatMap(each -> each).map(KeyPermissions::words).orElse(null),
                position.orElse(null),
                margin.orElse(null));
    }

    /**
     * The venue's time less ours, as if the answer took as long as the question; empty if the venue
     * has no call that tells its time.
     */
    public static Optional<Duration> clockOffset(AccountSource source) {
        Instant before = source.calls().now();
        Optional<String> told = time(source);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        String millis = told.get();
        Instant after = source.calls().now();
        if (!millis.matches("[0-9]{10,16}")) {
            throw new UnreadableException("the venue's time must be milliseconds");
        }
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        return Optional.of(Duration.between(middle, Instant.ofEpochMilli(Long.parseLong(millis))));
    }

    /** Kraken Futures has no call for it, and dates every answer. */
    private static Optional<String> time(AccountSource source) {
        if (source.exchange().id().equals("krakenfutures")) {
            ArrayNode arguments = Json.array();
            arguments.addObject().put("symbol", source.listings().getFirst().marketId());
            JsonNode answer = ask(source, "publicGetOrderbook", arguments);
            return Json.text(answer, "serverTime").map(Examination::millis);
        }
        try {
            return Optional.of(ask(source, "fetchTime", Json.array()).asString());
        } catch (CallFailedException e) {
            if (e.isNotSupported()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static JsonNode ask(AccountSource source, String method, ArrayNode arguments) {
        return source.calls().get(Lane.RECONCILE, method, arguments, source.patience());
    }

    private static String millis(String written) {
        try {
            return Long.toString(Instant.parse(written).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new UnreadableException("serverTime must be a time, was '" + written + "'");
        }
    }

    private void judgeClock(Optional<Duration> clock) {
        if (clock.isEmpty()) {
            found(
                    "clock",
                    Grade.WARNING,
                    "this venue does not tell its time: see that this machine's is right");
            return;
        }
        Duration offset = clock.get();
        Duration off = offset.abs();
        Grade grade =
                off.compareTo(GOOD_CLOCK) <= 0
                        ? Grade.PASSED
                        : off.compareTo(source.exchange().window()) <= 0
                                ? Grade.WARNING
                                : Grade.FAILED;
        found(
                "clock",
                grade,
                "the venue's clock is " + offset.toMillis() + " ms ahead of this machine's");
    }

    private void judgeKey(Optional<KeyPermissions> permissions) {
        if (permissions.isEmpty()) {
            found(
                    "withdrawal",
                    Grade.WARNING,
                    "this venue does not say what a key may do: see that it may not withdraw");
            return;
        }
        KeyPermissions key = permissions.get();
        found(
                "trading",
                key.mayTrade() ? Grade.PASSED : Grade.FAILED,
                key.mayTrade() ? "the key may trade" : "the key may not trade");
        if (!key.mayWithdraw()) {
            found("withdrawal", Grade.PASSED, "the key may not withdraw");
        } else {
            found(
                    "withdrawal",
                    withdrawalAllowed ? Grade.WARNING : Grade.FAILED,
                    "the key may withdraw: take that right from it"
                            + (withdrawalAllowed ? " (allowed by the account's options)" : ""));
        }
        if (!key.bound()) {
            found("address", Grade.WARNING, "the key works from any address: bind it to this one");
        }
    }

    private void judgeModes(
            Optional<String> position, Optional<String> margin, Optional<String> leverage) {
        if (position.isEmpty()) {
            found("position mode", Grade.WARNING, "not read here: it must be one-way");
        } else {
            boolean oneWay = position.get().equals(AccountModes.ONE_WAY);
            found(
                    "position mode",
                    oneWay ? Grade.PASSED : Grade.FAILED,
                    oneWay ? "one-way" : "hedge: Keel's orders need one-way");
        }
        found(
                "margin",
                Grade.PASSED,
                "mode " + margin.orElse("not read") + ", leverage " + leverage.orElse("not read"));
    }

    private <T> Optional<T> part(String check, Supplier<T> look) {
        try {
            return Optional.ofNullable(look.get());
        } catch (CallFailedException e) {
            found(
                    e.category() == ConnectorException.Category.UNAUTHORISED ? "keys" : check,
                    Grade.FAILED,
                    check + ": " + e.getMessage());
            return Optional.empty();
        } catch (UnreadableException e) {
            found(check, Grade.FAILED, check + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void found(String check, Grade grade, String words) {
        findings.add(new Finding(check, grade, words));
    }
}
