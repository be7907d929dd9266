package dev.keel.sim.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Markets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialBookTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final BarSeries BARS = Markets.random(1, 100);
    private static final Trial.MarketData MARKET = Trial.MarketData.of("BTC", BARS);

    @TempDir private Path folder;

    private TrialBook book;

    @BeforeEach
    void open() {
        book = new TrialBook(folder.resolve("deep").resolve("data"));
    }

    @Test
    void aBookThatIsNotThereIsEmpty() {
        assertThat(book.read().trials()).isEmpty();
        assertThat(book.read().count("sma-cross", MARKET)).isEqualTo(TrialCount.FIRST);
    }

    @Test
    void keepsWhatWasAdded() {
        Trial one = trial("10", 0.01);
        Trial other = trial("11", 0.02);
        book.add(List.of(one));
        book.add(List.of(other));

        assertThat(book.read().trials()).containsExactly(one, other);
        assertThat(book.read().unreadable()).isZero();
    }

    /** Repeating a run tells nothing new; the latest result of a configuration counts. */
    @Test
    void countsAConfigurationOnce() {
        book.add(List.of(trial("10", 0.5), trial("11", 0.03), trial("10", 0.01)));

        TrialCount count = book.read().count("sma-cross", MARKET);

        assertThat(count.trials()).isEqualTo(2);
        assertThat(count.runs()).isEqualTo(3);
        assertThat(count.variance()).isCloseTo(0.0002, within(1e-15));
    }

    @Test
    void otherCostsAreAnotherConfiguration() {
        Trial cheap = MARKET.trial(NOW, "backtest", request("10", "0.001"), 0.1);
        Trial dear = MARKET.trial(NOW, "backtest", request("10", "0.002"), 0.1);

        assertThat(cheap.key()).isNotEqualTo(dear.key());
        assertThat(cheap.key())
                .isEqualTo(MARKET.trial(NOW, "promote", request("10", "0.001"), 0.2).key());
        assertThat(cheap.conditions()).contains("fast=10 slow=30").contains("0.001");
    }

    /** A part of the data, or the same data under another name, is no way to start anew. */
    @Test
    void countsByNameAndByData() {
        Trial.MarketData part = Trial.MarketData.of("BTC", BARS.between(0, BARS.openMillis(50)));
        Trial.MarketData renamed = Trial.MarketData.of("XYZ", BARS);
        Trial.MarketData foreign = Trial.MarketData.of("ETH", Markets.random(2, 100));
        for (Trial.MarketData market : List.of(part, renamed, foreign)) {
            book.add(List.of(market.trial(NOW, "backtest", request("10", "0"), 0.1)));
        }

        assertThat(book.read().count("sma-cross", MARKET).trials()).isEqualTo(2);
        assertThat(book.read().count("sma-cross", foreign).trials()).isEqualTo(1);
        assertThat(book.read().count("momentum", MARKET)).isEqualTo(TrialCount.FIRST);
    }

    /** A crash in the middle of a line loses that line and no other. */
    @Test
    void survivesATornLine() throws IOException {
        book.add(List.of(trial("10", 0.1)));
        Files.writeString(book.file(), "trial1\t2026-01-02T03:0", StandardOpenOption.APPEND);
        book.add(List.of(trial("11", 0.2)));

        assertThat(book.read().trials()).containsExactly(trial("10", 0.1), trial("11", 0.2));
        assertThat(book.read().unreadable()).isEqualTo(1);
    }

    @Test
    void doesNotBelieveALineThatWasChanged() throws IOException {
        book.add(List.of(trial("10", 0.125)));
        Files.writeString(book.file(), Files.readString(book.file()).replace("0.125", "0.001"));

        assertThat(book.read().trials()).isEmpty();
        assertThat(book.read().unreadable()).isEqualTo(1);
    }

    @Test
    void manyMayWriteAtOnce() throws InterruptedException {
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (int writer = 0; writer < 8; writer++) {
                int fast = writer + 1;
                writers.execute(() -> {
                    for (int i = 0; i < 20; i++) {
                        new TrialBook(folder.resolve("deep").resolve("data"))
                                .add(List.of(trial(Integer.toString(fast), i)));
                    }
                });
            }
        }

        assertThat(book.read().trials()).hasSize(160);
        assertThat(book.read().unreadable()).isZero();
        assertThat(book.read().count("sma-cross", MARKET).trials()).isEqualTo(8);
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> new TrialBook(file).add(List.of(trial("10", 0.1))))
                .isInstanceOf(TrialBookException.class)
                .hasMessageContaining("file/trials.tsv could not be written");
    }

    @Test
    void refusesWhatWouldBreakTheLine() {
        assertThatThrownBy(() -> new Trial(NOW, "a\tb", "sma-cross", "BTC", "0", 1, "none", 0))
                .hasMessage("purpose must be one line without tabs, was 'a\tb'");
    }

    private static Trial trial(String fast, double sharpe) {
        return MARKET.trial(NOW, "backtest", request(fast, "0"), sharpe);
    }

    private static BacktestRequest request(String fast, String fee) {
        return Markets.request(BARS, Markets.choice(SmaCross.DEFINITION, "fast", fast), fee);
    }
}
