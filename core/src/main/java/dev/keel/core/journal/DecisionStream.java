package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an account decided and what came of it, without anything that differs from one run to the
 * next: the signals it heard and what it made of each, the orders it placed, their fills and their
 * ends.
 *
 * <p>Orders are numbered in the order in which they were placed, since their ids begin with the
 * account's random number; ids that a venue gives are left out. Two runs that took the same
 * decisions at the same market time give the same lines, and so the same hash, wherever they ran.
 */
public final class DecisionStream {
    private final List<String> lines = new ArrayList<>();
    private final Map<OrderId, Integer> numbers = new HashMap<>();

    private DecisionStream() {}

    /** Reads the events of one account, oldest first. */
    public static DecisionStream of(List<AccountEvent> events) {
        DecisionStream stream = new DecisionStream();
        events.forEach(event -> stream.line(event).ifPresent(stream.lines::add));
        return stream;
    }

    /** One line for each decision or outcome, oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The SHA-256 of all lines, in hexadecimal digits. */
    public String hash() {
        MessageDigest digest = sha256();
        for (String line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Optional<String> line(AccountEvent event) {
        return switch (event) {
            case AccountEvent.SignalHeld(var at, var signal, var _) ->
                    line(at, "signal", signal.id(), signal.direction(), "held");
            case AccountEvent.SignalDeclined(var at, var signal, var reason, var _, var _) ->
                    line(at, "signal", signal.id(), signal.direction(), "declined", reason);
            case AccountEvent.SignalExecuted(var at, var signal, var _) ->
                    line(at, "signal", signal.id(), signal.direction(), "executed");
            case AccountEvent.OrderPlaced(
                            var at,
                            var order,
                            var request,
                            var origin,
                            var reference,
                            var _) ->
                    line(
                            at,
                            "order",
                            number(order),
                            "placed",
                            words(request),
                            "at",
                            reference,
                            words(origin));
            case AccountEvent.OrderRefused(var at, var order, var request, var _, var _) ->
                    line(at, "order", number(order), "refused", words(request));
            case AccountEvent.OrderChanged(var at, var order, var change) ->
                    outcome(change).flatMap(words -> line(at, "order", number(order), words));
            case AccountEvent.Opened _,
                    AccountEvent.FundsMoved _,
                    AccountEvent.InstrumentListed _,
                    AccountEvent.SettingsChanged _,
                    AccountEvent.Halted _,
                    AccountEvent.Resumed _,
                    AccountEvent.EquityMarked _,
                    AccountEvent.AmendRequested _,
                    AccountEvent.ExternalTraded _,
                    AccountEvent.ExternalOrdersSeen _,
                    AccountEvent.HistoryRead _,
                    AccountEvent.DifferenceFound _,
                    AccountEvent.DifferenceResolved _,
                    AccountEvent.PositionNaked _,
                    AccountEvent.PositionCovered _,
                    AccountEvent.Alarmed _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> outcome(OrderChange change) {
        return switch (change) {
            case OrderChange.Refused _ -> Optional.of("refused by the venue");
            case OrderChange.CancelRequested _ -> Optional.of("cancel requested");
            case OrderChange.Filled(Fill fill) ->
                    Optional.of(
                            "filled "
                                    + fill.quantity()
                                    + " at "
                                    + fill.price()
                                    + " fee "
                                    + fill.fee()
                                    + " on "
                                    + fill.at());
            case OrderChange.Canceled _ -> Optional.of("cancelled");
            case OrderChange.Expired _ -> Optional.of("expired");
            // What a venue or a network does on its way there is no decision.
            case OrderChange.Accepted _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRefused _,
                    OrderChange.Busted _ ->
                    Optional.empty();
        };
    }

    private int number(OrderId order) {
        return numbers.computeIfAbsent(order, _ -> numbers.size() + 1);
    }

    private String words(Origin origin) {
        return switch (origin) {
            case Origin.OfSignal(var signal) -> "for " + signal;
            case Origin.OfClient(var key, var _) -> "for client key " + key;
            case Origin.OfProtection(OrderId entry) -> "protects " + number(entry);
            case Origin.OfSafety(String rule) -> "by " + rule;
        };
    }

    private static String words(OrderRequest request) {
        return String.join(
                " ",
                request.side().toString(),
                request.quantity().toString(),
                request.instrument().toString(),
                request.type().toString(),
                request.timeInForce().toString(),
                request.instructions().stream()
                        .map(Enum::name)
                        .sorted()
                        .collect(Collectors.joining("+", "[", "]")),
                request.protection().toString());
    }

    private static Optional<String> line(Instant at, Object... words) {
        StringBuilder line = new StringBuilder(at.toString());
        for (Object word : words) {
            line.append(' ').append(word);
        }
        return Optional.of(line.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
