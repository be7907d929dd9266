package dev.keel.venues.metatrader;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.BarRows;
import dev.keel.venues.metatrader.market.SymbolTable;
import dev.keel.venues.metatrader.terminal.Answer;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Quotes and bars out of the terminal, which knows no public trades. */
final class TerminalMarketData implements MarketData, Desk.Watcher {
    private final Desk desk;
    private final SymbolTable symbols;
    private final Quotes quotes;
    private final List<Feed> feeds = new ArrayList<>();
    private @Nullable Instant silentSince;

    TerminalMarketData(Desk desk, SymbolTable symbols, Quotes quotes) {
        this.desk = desk;
        this.symbols = symbols;
        this.quotes = quotes;
    }

    /** Has ticks written for these from now on. */
    void wantAll(List<Instrument> instruments) {
        String names =
                instruments.stream()
                        .flatMap(instrument -> symbols.name(instrument.id()).stream())
                        .collect(Collectors.joining(","));
        Asking.ask(desk, Row.of("ask").with("op", "SUBSCRIBE").with("names", names));
    }

    @Override
    public List<Instrument> instruments() {
        return symbols.instruments();
    }

    @Override
    public Ticker ticker(InstrumentId instrument) {
        String name = nameOf(instrument);
        Row row =
                Asking.ask(desk, Row.of("ask").with("op", "SYMBOLS").with("names", name))
                        .rows("symbol")
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> Asking.failed("no quote of " + instrument));
        TerminalClock clock = Asking.await(desk, desk.call(() -> desk.session().link().clock()));
        return new Ticker(
                instrument,
                price(row, "bid"),
                price(row, "ask"),
                null,
                null,
                clock.instant(row.number("time")));
    }

    private static @Nullable BigDecimal price(Row row, String name) {
        BigDecimal value = row.decimal(name);
        return value.signum() > 0 ? value : null;
    }

    @Override
    public OrderBook orderBook(InstrumentId instrument, int depth) {
        throw new ConnectorException(
                ConnectorException.Category.REFUSED, "MetaTrader shows no order book to Keel");
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, Instant since, int limit) {
        TerminalClock clock = Asking.await(desk, desk.call(() -> desk.session().link().clock()));
        BarRows rows = new BarRows(timeframe, symbols.row(nameOf(instrument)).orElseThrow());
        return rows.read(
                Asking.ask(desk, rows.question(clock.wall(since), limit)).rows("bar"), clock);
    }

    private String nameOf(InstrumentId instrument) {
        return symbols.name(instrument)
                .orElseThrow(() ->
                        new ConnectorException(
                                ConnectorException.Category.REFUSED,
                                "the terminal does not show " + instrument));
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        if (wanted.publicTrades() == PublicTrades.TOLD) {
            throw new ConnectorException(
                    ConnectorException.Category.REFUSED, "MetaTrader tells no public trades");
        }
        Feed feed = new Feed(wanted.instruments(), wanted.bars(), listener);
        // From here on nothing is missed.
        boolean _ = Asking.await(desk, desk.call(() -> feeds.add(feed)));
        return () -> feed.isOver = true;
    }

    @Override
    public void onLook(boolean isNews) {
        feeds.removeIf(feed -> feed.isOver);
        Instant now = desk.clock().instant();
        boolean isSilent = desk.session().link().silence(now).isPresent();
        if (isSilent && silentSince == null) {
            silentSince = now;
        } else if (!isSilent && silentSince != null) {
            Instant since = silentSince;
            silentSince = null;
            feeds.forEach(feed -> feed.tellGap(since));
        }
        if (isSilent) {
            return;
        }
        TerminalClock clock = desk.session().link().clock();
        for (Row tick : quotes.fresh()) {
            Ticker ticker = ticker(tick, clock);
            feeds.forEach(feed -> feed.tell(ticker));
        }
        feeds.forEach(feed -> feed.lookForBars(clock, now));
    }

    private Ticker ticker(Row tick, TerminalClock clock) {
        return new Ticker(
                symbols.id(tick.text("s")),
                price(tick, "b"),
                price(tick, "a"),
                price(tick, "l"),
                null,
                clock.instant(tick.number("t")));
    }

    @Override
    public void onClose() {
        feeds.clear();
    }

    /** Ends with the connection that it belongs to. */
    @Override
    public void close() {
        feeds.forEach(feed -> feed.isOver = true);
    }

    /** One subscription. By the desk's thread, but for its end. */
    private final class Feed {
        private final Set<InstrumentId> instruments;
        private final Listener listener;
        private final List<BarFeed> bars = new ArrayList<>();
        private volatile boolean isOver;

        Feed(Set<InstrumentId> instruments, @Nullable Timeframe timeframe, Listener listener) {
            this.instruments = Set.copyOf(instruments);
            this.listener = listener;
            if (timeframe != null) {
                instruments.stream()
                        .sorted()
                        .forEach(id -> bars.add(new BarFeed(id, timeframe, nameOf(id))));
            }
        }

        void tell(Ticker ticker) {
            if (!isOver && instruments.contains(ticker.instrument())) {
                listener.onTicker(ticker);
            }
        }

        void tellGap(Instant since) {
            if (!isOver) {
                instruments.stream()
                        .sorted()
                        .forEach(id -> listener.onGap(id, since, "the terminal was silent"));
            }
        }

        void lookForBars(TerminalClock clock, Instant now) {
            for (BarFeed bar : bars) {
                bar.look(
                        clock,
                        now,
                        closed -> {
                            if (!isOver) {
                                listener.onBar(bar.instrument, closed);
                            }
                        });
            }
        }
    }

    /** The closed bars of one instrument, asked for once each has closed. */
    private final class BarFeed {
        private static final int MOST = 5_000;

        private final InstrumentId instrument;
        private final BarRows rows;
        private Optional<Instant> next = Optional.empty();
        private boolean isAsking;

        BarFeed(InstrumentId instrument, Timeframe timeframe, String name) {
            this.instrument = instrument;
            this.rows = new BarRows(timeframe, symbols.row(name).orElseThrow());
        }

        void look(TerminalClock clock, Instant now, Consumer<Bar> told) {
            if (next.isEmpty()) {
                next = Optional.of(rows.openOf(now));
            }
            Instant open = next.get();
            if (isAsking || now.isBefore(rows.askAt(open))) {
                return;
            }
            isAsking = true;
            Row question = rows.question(clock.wall(open), MOST);
            desk.session()
                    .ask(
                            question,
                            answer -> {
                                isAsking = false;
                                if (answer instanceof Answer.Given given) {
                                    for (Bar bar : rows.read(given.message().rows("bar"), clock)) {
                                        told.accept(bar);
                                        next = Optional.of(rows.after(bar));
                                    }
                                }
                                rows.asked(now);
                            });
        }
    }
}
