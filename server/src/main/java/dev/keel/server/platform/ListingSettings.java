package dev.keel.server.platform;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bare market is listed as, since a file of bars does not say it.
 *
 * @param symbol empty takes the name of the file, without its endings
 * @param quote empty takes what stands behind the {@code -} or {@code /} of the symbol, else {@link
 *     #QUOTE}
 * @param feeRate of every fill, as a fraction of its notional
 */
public record ListingSettings(Optional<String> symbol, Optional<Asset> quote, BigDecimal feeRate) {
    public static final Asset QUOTE = Asset.of("USD");
    public static final BigDecimal FEE_RATE = new BigDecimal("0.001");
    public static final ListingSettings DEFAULT =
            new ListingSettings(Optional.empty(), Optional.empty(), FEE_RATE);

    private static final Pattern PAIR = Pattern.compile("([A-Z0-9.]{1,20})[-/]([A-Z0-9.]{1,20})");

    /** The base of a market whose name tells none; nothing is counted in it. */
    private static final Asset UNITS = Asset.of("UNITS");

    Instrument instrument(String fallbackSymbol) {
        InstrumentId id = InstrumentId.of(symbol.orElse(fallbackSymbol));
        Matcher pair = PAIR.matcher(id.symbol());
        boolean named = pair.matches();
        Asset base = named ? Asset.of(pair.group(1)) : UNITS;
        Asset counted = quote.orElseGet(() -> named ? Asset.of(pair.group(2)) : QUOTE);
        return Instrument.spot(id, base, counted, TradingRules.FINEST, FeeRates.flat(feeRate));
    }

    static String symbolOf(Path file) {
        String name = String.valueOf(file.getFileName());
        String bare = name.replaceFirst("(?i)(\\.csv)?(\\.gz)?$", "");
        return bare.replaceAll("[^A-Za-z0-9._:-]", "_");
    }
}
