package dev.keel.server.venue;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The markets of the test venue; the test moves them. */
public final class TestMarket implements MarketData {
    public static final InstrumentId BTC = InstrumentId.of("BTC/USDT");
    public static final InstrumentId ETH = InstrumentId.of("ETH/USDT");

    private static final TradingRules RULES =
            new TradingRules(Price.of("0.01"), Quantity.of("0.0001"), BigDecimal.ZERO);
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 4);

    private final List<Heard> listeners = new CopyOnWriteArrayList<>();
    private final Map<InstrumentId, BigDecimal> prices = new TreeMap<>();
    private final Map<InstrumentId, List<Bar>> history = new TreeMap<>();
    private final AtomicInteger historyAsked = new AtomicInteger();

    public TestMarket() {
        prices.put(BTC, new BigDecimal("100"));
        prices.put(ETH, new BigDecimal("10"));
    }

    private record Heard(Wanted wanted, Listener listener) {
        boolean wants(InstrumentId id) {
            return wanted.instruments().contains(id);
        }
    }

    static Instrument instrument(InstrumentId id) {
        String base = id.symbol().substring(0, id.symbol().indexOf('/'));
        return Instrument.spot(id, Asset.of(base), Asset.of("USDT"), RULES, FeeRates.NONE);
    }

    /** A minute's bar that opens and closes at a price. */
    public static Bar bar(Instant open, long price) {
        return new Bar(
                FORMAT,
                open.toEpochMilli(),
                price * 100,
                price * 100,
                price * 100,
                price * 100,
                10_000);
    }

    /** Bars that the venue has, and has not told. */
    public synchronized void past(InstrumentId id, Bar bar) {
        history.computeIfAbsent(id, _ -> new ArrayList<>()).add(bar);
    }

    /** A bar closes; everybody hears of it. */
    public void close(InstrumentId id, Bar bar) {
        past(id, bar);
        listeners.stream()
                .filter(heard -> heard.wanted().bars() != null && heard.wants(id))
                .forEach(heard -> heard.listener().onBar(id, bar));
    }

    /** The market moves; everybody hears of it. */
    public void price(InstrumentId id, String price) {
        synchronized (this) {
            prices.put(id, new BigDecimal(price));
        }
        Ticker ticker = ticker(id);
        listeners.stream()
                .filter(heard -> heard.wants(id))
                .forEach(heard -> heard.listener().onTicker(ticker));
    }

    /** Something trades; whoever wants public trades hears of it. */
    public void trade(PublicTrade trade) {
        listeners.stream()
                .filter(heard -> heard.wanted().publicTrades() == PublicTrades.TOLD)
                .filter(heard -> heard.wants(trade.instrument()))
                .forEach(heard -> heard.listener().onTrade(trade));
    }

    public void gap(InstrumentId id) {
        listeners.forEach(heard -> heard.listener().onGap(id, Instant.now(), "the line was cut"));
    }

    public int listeners() {
        return listeners.size();
    }

    /** How often bars of the past were asked for. */
    public int historyAsked() {
        return historyAsked.get();
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(instrument(BTC), instrument(ETH));
    }

    @Override
    public synchronized Ticker ticker(InstrumentId instrument) {
        BigDecimal price = prices.get(instrument);
        if (price == null) {
            throw new ConnectorException(
                    ConnectorException.Category.REFUSED, "no market " + instrument);
        }
        return new Ticker(
                instrument,
                price.subtract(BigDecimal.ONE),
                price.add(BigDecimal.ONE),
                price,
                new BigDecimal("1234.5"),
                Instant.now());
    }

    @Override
    public OrderBook orderBook(InstrumentId instrument, int depth) {
        Ticker now = ticker(instrument);
        BigDecimal bid = now.bid() == null ? BigDecimal.ONE : now.bid();
        BigDecimal ask = now.ask() == null ? BigDecimal.ONE : now.ask();
        return new OrderBook(
                instrument,
                List.of(new Level(bid, new BigDecimal("2"))),
                List.of(new Level(ask, new BigDecimal("3"))),
                now.at());
    }

    @Override
    public synchronized List<Bar> bars(
            InstrumentId instrument, Timeframe timeframe, Instant since, int limit) {
        historyAsked.incrementAndGet();
        return history.getOrDefault(instrument, List.of()).stream()
                .filter(bar -> !bar.openTime().isBefore(since))
                .limit(limit)
                .toList();
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        Heard heard = new Heard(wanted, listener);
        listeners.add(heard);
        wanted.instruments().forEach(id -> listener.onTicker(ticker(id)));
        return () -> listeners.remove(heard);
    }

    @Override
    public void close() {}
}
