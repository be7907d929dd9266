package dev.keel.sim.backtest;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import java.nio.file.Path;

/** The instrument of a bare file of bars, which says nothing about what it holds. */
public final class BareInstrument {
    /** What prices, capital and profits are counted in, whatever the file holds. */
    public static final Asset QUOTE = Asset.of("USD");

    private static final Asset UNITS = Asset.of("UNITS");
    private static final int LONGEST_SYMBOL = 40;

    private BareInstrument() {}

    /** A spot instrument that is called after the file, without its folder and its endings. */
    public static Instrument of(Path file, TradingRules rules, FeeRates fees) {
        return of(file, InstrumentKind.SPOT, rules, fees);
    }

    /** An instrument that is called after the file; a derivative has a contract of one unit. */
    public static Instrument of(Path file, InstrumentKind kind, TradingRules rules, FeeRates fees) {
        String name =
                String.valueOf(file.getFileName())
                        .replaceFirst("(?i)(\\.(csv|parquet|bars))?(\\.gz)?$", "");
        String symbol = name.replaceAll("[^A-Za-z0-9._:-]", "_");
        String known = symbol.isEmpty() ? "bars" : symbol;
        String fitting = known.substring(0, Math.min(known.length(), LONGEST_SYMBOL));
        InstrumentId id = InstrumentId.of(fitting);
        return switch (kind) {
            case SPOT -> Instrument.spot(id, UNITS, QUOTE, rules, fees);
            case LINEAR -> Instrument.linear(id, UNITS, QUOTE, rules, fees);
        };
    }
}
