package dev.keel.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BareInstrumentTest {
    @ParameterizedTest
    @CsvSource({
        "data/crypto_ethusd_1d.csv, crypto_ethusd_1d",
        "BTC-USD.CSV.GZ, BTC-USD",
        "bars.v2.gz, bars.v2",
        "my bars (1).csv, my_bars__1_",
        ".csv, bars",
        "a-name-that-is-longer-than-the-forty-characters-of-a-symbol.csv,"
                + " a-name-that-is-longer-than-the-forty-cha"
    })
    void isCalledAfterItsFile(String file, String symbol) {
        assertThat(of(file).id().symbol()).isEqualTo(symbol);
    }

    @Test
    void isSpotCountedInDollars() {
        Instrument instrument = of("x.csv");

        assertThat(instrument.kind()).isEqualTo(InstrumentKind.SPOT);
        assertThat(instrument.quote().code()).isEqualTo("USD");
    }

    private static Instrument of(String file) {
        return BareInstrument.of(Path.of(file), TradingRules.FINEST, FeeRates.NONE);
    }
}
