package dev.keel.signals.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.FusionSettings;
import dev.keel.signals.fusion.Scripted;
import dev.keel.signals.indicator.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScannerTest {
    private static final List<ExpertDefinition> EXPERTS =
            List.of(Scripted.oracle("oracle"), Scripted.contrarian("contrarian", 6));
    private static final List<ScanMarket> MARKETS =
            List.of(market("AAA"), market("BBB"), market("CCC"), market("DDD"), market("EEE"));

    private final Scanner scanner = scanner();

    @Test
    void ranksByStrengthTimesConfidence() {
        feedAll(scanner);

        List<ScanRow> rows = scanner.top(10);
        assertThat(rows).hasSize(5);
        assertThat(rows).isSortedAccordingTo((a, b) -> Double.compare(b.rank(), a.rank()));
        assertThat(rows.getFirst().rank())
                .isEqualTo(
                        Math.abs(rows.getFirst().opinion().score())
                                * rows.getFirst().opinion().confidence());
        assertThat(rows.getFirst().reasons()).isNotEmpty();
        assertThat(scanner.top(2)).isEqualTo(rows.subList(0, 2));
    }

    @Test
    void updatesTheRowOfABarAndNoOther() {
        feedAll(scanner);
        List<ScanRow> before = byMarket(scanner.top(10));

        scanner.onBar(MARKETS.get(2), bars(2).get(400));

        List<ScanRow> after = byMarket(scanner.top(10));
        for (int i = 0; i < 5; i++) {
            assertThat(after.get(i).bars()).isEqualTo(i == 2 ? 401 : 400);
            if (i != 2) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(after.get(2).at()).isEqualTo(bars(2).get(400).closeTime());
    }

    @Test
    void ranksAlikeHoweverBarsAreInterleavedOverThreads() throws Exception {
        feedAll(scanner);
        Scanner other = scanner();
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 4; i >= 0; i--) {
                int market = i;
                done.add(executor.submit(() -> feed(other, market)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        assertThat(other.top(10)).isEqualTo(scanner.top(10));
    }

    @Test
    void leavesOutMarketsWithoutBarsAndPutsSleepersLast() {
        feed(scanner, 0);
        scanner.onBar(MARKETS.get(1), bars(1).getFirst());

        List<ScanRow> rows = scanner.top(10);

        assertThat(rows).extracting(ScanRow::market).containsExactly(market("AAA"), market("BBB"));
        assertThat(rows.getLast().reasons()).isEmpty();
        assertThat(rows.getLast().opinion().awakeExperts()).isZero();
        assertThat(scanner.markets()).containsExactly(market("AAA"), market("BBB"));
    }

    @Test
    void tellsWhereExpertsStand() {
        feedAll(scanner);

        assertThat(scanner.standings(market("AAA")))
                .extracting(one -> one.name())
                .containsExactly("oracle", "contrarian");
        assertThat(scanner.logLoss(market("AAA"))).isBetween(0.1, 1.0);
        assertThat(scanner.upShare(market("AAA"))).isBetween(0.3, 0.9);
    }

    @Test
    void refusesWhatItDoesNotWatch() {
        Bar bar = bars(0).getFirst();

        assertThatThrownBy(() -> scanner.onBar(market("ZZZ"), bar))
                .hasMessage("market ZZZ@1h is not watched");
        assertThatThrownBy(() ->
                        scanner.onBar(new ScanMarket(InstrumentId.of("AAA"), Timeframe.D1), bar))
                .hasMessage("bar must be of timeframe 1d, was 1h");
    }

    private static Scanner scanner() {
        return new Scanner(MARKETS, EXPERTS, FusionSettings.DEFAULT);
    }

    private static void feedAll(Scanner scanner) {
        for (int i = 0; i < MARKETS.size(); i++) {
            feed(scanner, i);
        }
    }

    private static void feed(Scanner scanner, int market) {
        bars(market).subList(0, 400).forEach(bar -> scanner.onBar(MARKETS.get(market), bar));
    }

    private static List<Bar> bars(int market) {
        return Bars.turningMarket(market, 401);
    }

    private static List<ScanRow> byMarket(List<ScanRow> rows) {
        return rows.stream().sorted((a, b) -> a.market().compareTo(b.market())).toList();
    }

    private static ScanMarket market(String symbol) {
        return new ScanMarket(InstrumentId.of(symbol), Timeframe.H1);
    }
}
