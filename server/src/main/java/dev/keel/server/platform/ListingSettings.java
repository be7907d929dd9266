package dev.keel.server.platform;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.sim.backtest.BareInstrument;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bare market is listed as, since a file of bars does not say it.
 *
 * @param symbol empty takes the market's own name
 * @param quote empty takes what stands behind the {@code -} or {@code /} of the symbol, else {@link
 *     BareInstrument#QUOTE}
 * @param feeRate of every fill, as a fraction of its notional
 */
public record ListingSettings(
        Optional<InstrumentId> symbol, Optional<Asset> quote, BigDecimal feeRate) {
    public static final BigDecimal FEE_RATE = new BigDecimal("0.001");
    public static final ListingSettings DEFAULT =
            new ListingSettings(Optional.empty(), Optional.empty(), FEE_RATE);

    private static final Pattern PAIR = Pattern.compile("([A-Z0-9.]{1,20})[-/]([A-Z0-9.]{1,20})");

    public ListingSettings {
        if (feeRate.signum() < 0 || feeRate.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "fee must be from 0 to below 1, was " + feeRate.toPlainString());
        }
    }

    FeeRates fees() {
        return FeeRates.flat(feeRate);
    }

    /** The instrument as it is listed, from what the market says by itself. */
    Instrument list(Instrument bare) {
        InstrumentId id = symbol.orElse(bare.id());
        Matcher pair = PAIR.matcher(id.symbol());
        boolean named = pair.matches();
        Asset base = named ? Asset.of(pair.group(1)) : bare.base();
        Asset counted = quote.orElseGet(() -> named ? Asset.of(pair.group(2)) : bare.quote());
        return Instrument.spot(id, base, counted, TradingRules.FINEST, fees());
    }
}
