package dev.keel.venues.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.Wanted;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketDataTest {
    @TempDir private Path folder;

    @Test
    void barsCloseBeforeNowAndOpenOnTheGridInOurTime() {
        try (Workbench bench = new Workbench(TerminalKind.NETTING, folder)) {
            Instant since = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);

            List<Bar> bars =
                    bench.connection().marketData().bars(Workbench.KEEL, Timeframe.M5, since, 10);

            assertThat(bars).hasSize(10);
            assertThat(bars.getFirst().openMillis()).isEqualTo(since.toEpochMilli());
        }
    }

    @Test
    void quotesComeAsTicksWithTheBrokersTimeInOurs() {
        try (Workbench bench = new Workbench(TerminalKind.POOL, folder)) {
            List<MarketData.Ticker> heard = new CopyOnWriteArrayList<>();
            MarketData data = bench.connection().marketData();
            try (MarketData.Subscription _ =
                    data.subscribe(Wanted.quotes(Set.of(Workbench.KEEL)), new Listener(heard))) {
                bench.quote("101", "101.1");
                bench.await(() -> !heard.isEmpty());
            }

            assertThat(heard.getFirst().bid()).isEqualByComparingTo("101");
            assertThat(Duration.between(heard.getFirst().at(), Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(1));
            assertThat(data.ticker(Workbench.KEEL).ask()).isEqualByComparingTo("101.1");
        }
    }

    private record Listener(List<MarketData.Ticker> heard) implements MarketData.Listener {
        @Override
        public void onTicker(MarketData.Ticker ticker) {
            heard.add(ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {}

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {}
    }
}
