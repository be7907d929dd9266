package dev.keel.sim.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keel.core.market.BarSeries;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.market.LoadedBars;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.parquet.ParquetBars;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketDataTest {
    @TempDir private Path folder;

    private Path csv;
    private BarSeries series;

    @BeforeEach
    void writeCsv() throws IOException {
        csv = Files.writeString(folder.resolve("m.csv"), SomeBars.csv(SomeBars.of(11, 300)));
        series = BarFile.load(csv).series();
    }

    @Test
    void readsEveryFormatToTheSameBars() throws IOException {
        Path columnar = folder.resolve("other/m.bars");
        Path parquet = folder.resolve("m.parquet");
        BarImport imported = BarImport.of(csv, ImportRules.PLAIN);
        ColumnarFile.write(columnar, imported.columnar());
        ParquetBars.write(parquet, series);

        for (Path file : new Path[] {csv, columnar, parquet}) {
            LoadedBars loaded = MarketData.load(file);

            assertThat(SomeBars.list(loaded.series())).isEqualTo(SomeBars.list(series));
            assertThat(loaded.quality()).isEqualTo(BarFile.load(csv).quality());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"crypto_btcperp_1m.csv.gz", "equity_aapl_1d.csv", "crypto_xmrbtc_5m.csv"})
    void theColumnarFormOfRealDataIsTheData(String name) throws IOException {
        Path source = SharedData.require(name);
        Path columnar = folder.resolve("real.bars");

        ColumnarFile.write(columnar, BarImport.of(source, ImportRules.PLAIN).columnar());

        LoadedBars direct = BarFile.load(source);
        LoadedBars loaded = MarketData.load(columnar);
        assertThat(SomeBars.list(loaded.series())).isEqualTo(SomeBars.list(direct.series()));
        assertThat(loaded.quality()).isEqualTo(direct.quality());
    }

    @Test
    void takesTheCachedFormOfTheSameContent() throws IOException {
        BarCache cache = new BarCache(folder.resolve("cache"));
        BarSeries planted = SomeBars.of(99, 10);
        cache.put(new ColumnarFile.Content(planted, SourceKey.of(csv), 0));

        LoadedBars loaded = MarketData.load(csv, Optional.of(cache));

        assertThat(SomeBars.list(loaded.series())).isEqualTo(SomeBars.list(planted));
    }

    @Test
    void neverTakesTheCachedFormOfAnotherContent() throws IOException {
        BarCache cache = new BarCache(folder.resolve("cache"));
        cache.put(new ColumnarFile.Content(SomeBars.of(99, 10), SourceKey.of(csv), 0));
        Files.writeString(csv, SomeBars.csv(SomeBars.of(12, 300)));

        LoadedBars loaded = MarketData.load(csv, Optional.of(cache));

        assertThat(SomeBars.list(loaded.series()))
                .isEqualTo(SomeBars.list(BarFile.load(csv).series()));
    }

    @Test
    void readsTheSourceWhereItsCachedFormIsDamaged() throws IOException {
        BarCache cache = new BarCache(folder.resolve("cache"));
        Path file = cache.put(BarImport.of(csv, ImportRules.PLAIN).columnar());
        Files.writeString(file, "KEELBARS and nothing else");

        assertThat(SomeBars.list(MarketData.load(csv, Optional.of(cache)).series()))
                .isEqualTo(SomeBars.list(series));
    }

    @Test
    void refusesAColumnarFileWhoseSourceBesideItHasChanged() throws IOException {
        Path columnar = folder.resolve("m.bars");
        ColumnarFile.write(columnar, BarImport.of(csv, ImportRules.PLAIN).columnar());
        MarketData.load(columnar);
        Files.writeString(csv, Files.readString(csv).replace("2024-01-01", "2024-01-02"));

        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> MarketData.load(columnar))
                .withMessage("m.bars: was made of m.csv, which has changed since; import it again");
    }
}
