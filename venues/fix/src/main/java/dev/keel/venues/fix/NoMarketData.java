package dev.keel.venues.fix;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.fix.order.InstrumentTable;
import java.time.Instant;
import java.util.List;

/** The order session tells no prices; only what can be traded is known. */
final class NoMarketData implements MarketData {
    private final InstrumentTable instruments;

    NoMarketData(InstrumentTable instruments) {
        this.instruments = instruments;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments.all();
    }

    @Override
    public Ticker ticker(InstrumentId instrument) {
        throw none();
    }

    @Override
    public OrderBook orderBook(InstrumentId instrument, int depth) {
        throw none();
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, Instant since, int limit) {
        throw none();
    }

    @Override
    public Subscription subscribe(Wanted wanted, Listener listener) {
        throw none();
    }

    @Override
    public void close() {}

    private static ConnectorException none() {
        return new ConnectorException(
                ConnectorException.Category.REFUSED,
                "a FIX order session tells no prices: take them from another feed");
    }
}
