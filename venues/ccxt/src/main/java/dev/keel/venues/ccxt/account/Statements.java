package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes statements of an account. Blocks; for any number of threads. */
public final class Statements {
    private final AccountSource source;
    private final PagedCalls pages;
    private final HistoryReader history;
    private final HoldingsReader holdings;
    private final Instant beginning;

    /**
     * @param lag how long something may be missing from the venue's lists
     * @param beginning where the history begins if nothing of it was read yet
     */
    public Statements(AccountSource source, Duration lag, Instant beginning) {
        this.source = source;
        this.pages = new PagedCalls(source.calls(), source.plan(), source.patience());
        this.history = new HistoryReader(source, lag);
        this.holdings = new HoldingsReader(source);
        this.beginning = beginning;
    }

    /** Whether a venue tells of money that came or went: of more than what positions pay. */
    public static boolean tellsMovements(Exchange exchange, InstrumentKind kind) {
        return RecordPlan.of(exchange, kind).movements().stream()
                .anyMatch(call -> !call.isFunding());
    }

    /** Whether a venue tells of the cash in such a way that a ledger can be held against it. */
    public static boolean tellsCash(Exchange exchange, InstrumentKind kind) {
        return !RecordPlan.of(exchange, kind).cash().equals(RecordPlan.NO_CASH);
    }

    /**
     * Asks for everything.
     *
     * @param failures is told of each part that could not be read
     */
    public VenueStatement make(@Nullable String after, Consumer<String> failures) {
        Instant askedAt = source.calls().now();
        Optional<List<VenueOrder>> open = part(this::openOrders, "open orders", failures);
        Optional<History> read =
                part(() -> history.read(cursor(after), askedAt), "history", failures);
        Optional<Holdings> held = part(holdings::read, "holdings", failures);
        return new VenueStatement(
                askedAt, after, open.orElse(null), read.orElse(null), held.orElse(null));
    }

    /** What has traded since an instant, oldest first, whatever was told of it before. */
    public List<VenueTrade> trades(Instant since) {
        return history.trades(since, source.calls().now());
    }

    /** The orders that work. */
    public List<VenueOrder> openOrders() {
        Map<String, VenueOrder> open = new LinkedHashMap<>();
        for (String symbol : source.symbols()) {
            for (RecordPlan.Call call : source.plan().open()) {
                for (JsonNode order : pages.allNow(call, symbol)) {
                    source.owners().learn(order);
                    VenueOrder read = source.orders().read(order);
                    if (read.state() == VenueOrder.State.WORKING) {
                        open.put(symbol + " " + read.id(), read);
                    }
                }
            }
        }
        return new ArrayList<>(open.values());
    }

    private Cursor cursor(@Nullable String after) {
        return after == null ? Cursor.beginning(beginning) : Cursor.parse(after);
    }

    private static <T> Optional<T> part(Supplier<T> read, String name, Consumer<String> failures) {
        try {
            return Optional.of(read.get());
        } catch (CallFailedException | UnreadableException | IllegalArgumentException e) {
            failures.accept(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
