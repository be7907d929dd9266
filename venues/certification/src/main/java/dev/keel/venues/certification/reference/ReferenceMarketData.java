package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.simulator.BrokerSide.Ask;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the reference broker tells of its one market: quotes, trades, and bars that never move. */
final class ReferenceMarketData implements MarketData {
    private final ReferenceBroker broker;
    private final ReferenceWire wire;
    private final Instrument instrument;
    private final InstantSource clock;
    private final PlantedBug bug;

    ReferenceMarketData(
            ReferenceBroker broker,
            ReferenceWire wire,
            Instrument instrument,
            InstantSource clock,
            PlantedBug bug) {
        this.bug = bug;
        this.broker = broker;
        this.wire = wire;
        this.instrument = instrument;
        this.clock = clock;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(instrument);
    }

    @Override
    public Ticker ticker(InstrumentId id) {
        return ticker(account());
    }

    private JsonNode account() {
        return switch (wire.send(Ask.OTHER, Map.of()).join()) {
            case ReferenceWire.Result.Answered(var reply) when reply.status() == 200 ->
                    Reading.body(reply.body()).orElseThrow(ReferenceMarketData::failed);
            case ReferenceWire.Result.Answered _,
                    ReferenceWire.Result.TimedOut _,
                    ReferenceWire.Result.Lost _ ->
                    throw failed();
        };
    }

    private static ConnectorException failed() {
        return new ConnectorException(
                ConnectorException.Category.RETRYABLE, "the quote cannot be read");
    }

    private Ticker ticker(JsonNode node) {
        return new Ticker(
                instrument.id(),
                new BigDecimal(node.path("bid").asString("")),
                new BigDecimal(node.path("ask").asString("")),
                null,
                null,
                clock.instant());
    }

    @Override
    public OrderBook orderBook(InstrumentId id, int depth) {
        Ticker ticker = ticker(account());
        BigDecimal tick = instrument.rules().tick().value();
        List<Level> bids = new ArrayList<>();
        List<Level> asks = new ArrayList<>();
        for (int i = 0; i < Math.min(depth, 3); i++) {
            BigDecimal away = tick.multiply(BigDecimal.valueOf(i));
            bids.add(level(ticker.bid(), away.negate()));
            asks.add(level(ticker.ask(), away));
        }
        return new OrderBook(instrument.id(), bids, asks, ticker.at());
    }

    private static Level level(@Nullable BigDecimal best, BigDecimal away) {
        return new Level((best == null ? BigDecimal.ONE : best).add(away), BigDecimal.TEN);
    }

    @Override
    public List<Bar> bars(InstrumentId id, Timeframe timeframe, Instant since, int limit) {
        BarFormat format = new BarFormat(timeframe, 1, 3);
        List<Bar> bars = new ArrayList<>();
        long open = timeframe.startOfBar(since.toEpochMilli() + timeframe.toMillis() - 1);
        long now = clock.millis();
        while (bars.size() < limit && open + timeframe.toMillis() <= now) {
            bars.add(new Bar(format, open, 1000, 1001, 999, 1000, 1));
            open += timeframe.toMillis();
        }
        return bars;
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        Feed feed = new Feed(wanted, listener);
        broker.listen(feed);
        return () -> {
            feed.open.set(false);
            broker.leave(feed);
        };
    }

    @Override
    public void close() {}

    /**
     * Hands on what happens for as long as somebody listens; whatever happens, it looks what has
     * traded and which bars have closed since it looked last.
     */
    private final class Feed implements ReferenceBroker.Stream {
        private final Wanted wanted;
        private final Listener listener;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private int traded = broker.publicTrades(0).size();
        private Instant nextBar;

        Feed(Wanted wanted, Listener listener) {
            this.wanted = wanted;
            this.listener = listener;
            Timeframe length = wanted.bars();
            this.nextBar =
                    length == null
                            ? Instant.MAX
                            : Instant.ofEpochMilli(length.startOfBar(clock.millis()));
        }

        @Override
        public void onEvent(ObjectNode event) {
            if (!open.get()) {
                return;
            }
            if (event.path("type").asString("").equals("quote")) {
                listener.onTicker(ticker(event));
            }
            tellTrades();
            tellBars();
        }

        private void tellTrades() {
            if (wanted.publicTrades() == PublicTrades.LEFT_OUT) {
                return;
            }
            List<ObjectNode> news = broker.publicTrades(traded);
            traded += news.size();
            news.forEach(trade -> listener.onTrade(publicTrade(trade)));
        }

        private void tellBars() {
            Timeframe length = wanted.bars();
            if (length == null) {
                return;
            }
            for (Bar bar : bars(instrument.id(), length, nextBar, 100)) {
                nextBar = bar.closeTime();
                listener.onBar(instrument.id(), bar);
                if (bug == PlantedBug.TELLS_BARS_TWICE) {
                    listener.onBar(instrument.id(), bar);
                }
            }
        }

        @Override
        public void onState(boolean isUp) {
            if (!open.get() || !isUp) {
                return;
            }
            if (bug == PlantedBug.FORGETS_PUBLIC_TRADES) {
                traded += broker.publicTrades(traded).size();
                return;
            }
            listener.onGap(instrument.id(), clock.instant(), "the stream was lost");
            tellTrades();
        }
    }

    private PublicTrade publicTrade(JsonNode trade) {
        return new PublicTrade(
                instrument.id(),
                trade.path("id").asString(""),
                new BigDecimal(trade.path("price").asString("")),
                new BigDecimal(trade.path("quantity").asString("")),
                null,
                Instant.parse(trade.path("at").asString("")));
    }
}
