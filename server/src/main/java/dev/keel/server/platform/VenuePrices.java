package dev.keel.server.platform;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.server.runtime.AccountHost;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the latest prices of a venue for one account, and wakes the account at once when a price
 * comes to a stop of what it holds. For any number of threads.
 */
final class VenuePrices implements MarketData.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(VenuePrices.class);

    private final LatestPrices latest = new LatestPrices();
    private final InstantSource clock;
    private volatile @Nullable AccountHost account;

    VenuePrices(InstantSource clock) {
        this.clock = clock;
    }

    LatestPrices latest() {
        return latest;
    }

    /** The price before the first that is told, which a quiet market may leave to wait for. */
    void begin(MarketData market, InstrumentId instrument) {
        try {
            onTicker(market.ticker(instrument));
        } catch (ConnectorException e) {
            LOG.info("no price of {} yet: {}", instrument, e.getMessage());
        }
    }

    /** From now on this account is woken. */
    void wakes(AccountHost woken) {
        account = woken;
    }

    @Override
    public void onTicker(MarketData.Ticker ticker) {
        ticker.price().ifPresent(price -> take(ticker, new Price(price)));
    }

    private void take(MarketData.Ticker ticker, Price price) {
        // A venue's clock may be ahead; nothing here is younger than now.
        Instant now = clock.instant();
        Instant at = ticker.at().isAfter(now) ? now : ticker.at();
        latest.update(ticker.instrument(), new Quote(price, at, Quantity.ZERO));
        AccountHost woken = account;
        if (woken != null && woken.state().isAtPlannedStop(ticker.instrument(), price)) {
            woken.markOnce();
        }
    }

    @Override
    public void onBar(InstrumentId instrument, Bar bar) {}

    @Override
    public void onGap(InstrumentId instrument, Instant since, String why) {
        LOG.warn("prices of {} may be missing since {}: {}", instrument, since, why);
    }
}
