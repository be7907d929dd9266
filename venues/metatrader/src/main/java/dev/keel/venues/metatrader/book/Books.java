package dev.keel.venues.metatrader.book;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.metatrader.mailbox.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is known of an account's doings; takes what the terminal shows. For one thread. */
public final class Books implements AutoCloseable {
    /** A history is asked for again from so long before, since a broker may be late. */
    private static final long OVERLAP = Duration.ofDays(1).toMillis();

    /** A broker's wall clock may be set back: summer time ends. */
    private static final long CLOCK_JUMPS = Duration.ofHours(6).toMillis();

    private final Journal journal;
    private final Ownership ownership;
    private final FactLog log;
    private final Protections protections;
    private final OrderViews views;
    private final FactReader reader;
    private final Completeness completeness = new Completeness();
    private final Function<String, Optional<Instrument>> instruments;
    private long from;

    /**
     * Opens the books, or begins them with what the terminal shows.
     *
     * @param first what it shows; only looked at if there is no log yet
     * @param isPool whether it is MetaTrader 4
     */
    public static Books open(
            Path folder,
            State first,
            AccountProfile profile,
            boolean isPool,
            Journal journal,
            Function<String, Optional<Instrument>> instruments)
            throws IOException {
        Ownership ownership = new Ownership(profile, !isPool, journal);
        Optional<FactLog> known = FactLog.find(folder);
        FactLog log =
                known.isPresent()
                        ? known.get()
                        : FactLog.begin(
                                folder, opening(first), beginning(first, ownership, isPool));
        return new Books(journal, ownership, log, isPool, instruments);
    }

    private Books(
            Journal journal,
            Ownership ownership,
            FactLog log,
            boolean isPool,
            Function<String, Optional<Instrument>> instruments) {
        this.journal = journal;
        this.ownership = ownership;
        this.log = log;
        this.instruments = instruments;
        this.protections = new Protections(journal, log);
        this.views = new OrderViews(journal, log, protections, ownership);
        this.reader =
                isPool
                        ? new PoolReader(ownership, protections, journal, log)
                        : new DealReader(ownership, protections, log);
        this.from = log.opening().number("since");
    }

    private static Row opening(State first) {
        long since = first.head().number("serverTime") - CLOCK_JUMPS;
        String before =
                Stream.of(first.deals(), first.ended(), first.trades(), first.money())
                        .flatMap(List::stream)
                        .filter(row -> row.number("at") >= since)
                        .map(row -> Long.toString(row.number("ticket")))
                        .collect(Collectors.joining(","));
        return Row.of("history")
                .with("id", first.clock().readAt().toEpochMilli())
                .with("since", since)
                .with("before", before);
    }

    /** What was there before Keel came: the balance as one transfer, and what others held. */
    private static List<Fact> beginning(State first, Ownership ownership, boolean isPool) {
        List<Fact> facts = new ArrayList<>();
        long now = first.clock().readAt().toEpochMilli();
        BigDecimal balance = first.head().decimal("balance");
        if (balance.signum() != 0) {
            facts.add(new Fact.Moved("opening-" + now, Movement.Kind.TRANSFER, balance, "", now));
        }
        for (Row row : first.positions()) {
            if (ownership.owner(row) == 0) {
                String ticket = Long.toString(row.number("ticket"));
                facts.add(
                        new Fact.Traded(
                                isPool ? ticket : "opening-" + ticket,
                                0,
                                ticket,
                                row.text("symbol"),
                                Fact.side(row),
                                row.decimal("price"),
                                row.decimal("volume"),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                first.clock().instant(row.number("at")).toEpochMilli(),
                                VenueTrade.Cause.ORDER));
            }
        }
        return facts;
    }

    /** From when on the next history has to be asked for, by the broker's wall clock. */
    public long from() {
        return from;
    }

    /**
     * Takes what the terminal shows.
     *
     * @return what is new of it
     */
    public Taken take(State shown) throws IOException {
        State state = shown.since(log.opening());
        List<Fact> news = new ArrayList<>(log.add(reader.read(state)));
        Optional<String> missing = completeness.missing(state);
        if (missing.isEmpty()) {
            news.addAll(log.add(ends(state)));
            Cash cash = Cash.of(log.all(), instruments);
            news.addAll(
                    log.add(
                            cash.rounding(
                                    log.all().size(), state.clock().readAt().toEpochMilli())));
            from = Math.max(from, state.head().number("serverTime") - OVERLAP);
        }
        return new Taken(state, news, missing);
    }

    private List<Fact> ends(State state) {
        return journal.orders().stream()
                .filter(coid -> coid > 0 && !log.knows("e" + coid))
                // The journal is read after the terminal was asked: it may know more.
                .filter(coid -> !journal.isAhead(coid, state))
                .flatMap(coid -> views.of(coid, state).stream())
                .filter(view -> view.isOver() && view.isBooked())
                .map(view -> (Fact) view.end())
                .toList();
    }

    /** The broker's balance as the ledger counts it. */
    public BigDecimal cash(State state) {
        return Cash.of(log.all(), instruments).restated(state.head().decimal("balance"));
    }

    public Journal journal() {
        return journal;
    }

    public Ownership ownership() {
        return ownership;
    }

    public FactLog log() {
        return log;
    }

    public Protections protections() {
        return protections;
    }

    public OrderViews views() {
        return views;
    }

    /** What the terminal shows of an order of ours. */
    public Optional<OrderViews.View> view(OrderId order, State state) {
        return views.of(order.value(), state);
    }

    /** Whether the terminal's journal, what it shows, or these books know an order of ours. */
    public boolean hasTraceOf(long coid, State shown) {
        return !journal.of(coid).isEmpty()
                || log.filled(coid).signum() != 0
                || log.ended(coid).isPresent()
                || Stream.concat(shown.positions().stream(), shown.orders().stream())
                        .anyMatch(row -> ownership.owner(row) == coid);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    /**
     * What was taken.
     *
     * @param missing why the history is not complete, if it is not
     */
    public record Taken(State state, List<Fact> news, Optional<String> missing) {}
}
