package dev.keel.venues.certification.ccxt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.PublicTrade;
import dev.keel.venues.connector.MarketData.Wanted;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Public trades and bars out of the real child, where the simulators stream them. */
class PublicStreamsIT {
    private static final CcxtRigs RIGS = new CcxtRigs();
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static List<SuiteRun.Place> places() {
        return Stream.of("binance", "bybit", "okx")
                .map(VenueId::of)
                .flatMap(venue ->
                        RIGS.kinds(venue).stream().map(kind -> new SuiteRun.Place(venue, kind)))
                .toList();
    }

    /** At once: all of them mostly wait. */
    private static void everywhere(Consumer<Rig> check) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (SuiteRun.Place place : places()) {
                running.add(
                        threads.submit(() -> {
                            try (Rig rig = RIGS.build(place.venue(), place.kind())) {
                                check.accept(rig);
                            }
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    @AfterAll
    static void end() {
        RIGS.close();
    }

    private static final class Heard implements MarketData.Listener {
        private final List<MarketData.Ticker> tickers = new CopyOnWriteArrayList<>();
        private final List<PublicTrade> trades = new CopyOnWriteArrayList<>();
        private final List<Bar> bars = new CopyOnWriteArrayList<>();
        private final List<String> gaps = new CopyOnWriteArrayList<>();

        private void await(BooleanSupplier condition) {
            long end = System.nanoTime() + DEADLINE.toNanos();
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("%s; %s; %s", trades, bars, gaps).isLessThan(end);
                LockSupport.parkNanos(2_000_000);
            }
        }

        @Override
        public void onTicker(MarketData.Ticker ticker) {
            tickers.add(ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {
            bars.add(bar);
        }

        @Override
        public void onTrade(PublicTrade trade) {
            trades.add(trade);
        }

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            gaps.add(why);
        }
    }

    private static void trade(Rig rig, int number) {
        InstrumentId id = rig.instrument().id();
        BigDecimal bid = BigDecimal.valueOf(100L + number);
        rig.broker().quote(id, bid, bid.add(new BigDecimal("0.2")));
        BigDecimal quantity = rig.instrument().rules().lot().value().max(new BigDecimal("0.1"));
        String _ = rig.broker().placeByHand(id, Side.BUY, quantity, bid.add(BigDecimal.ONE));
    }

    private static Wanted wanted(Rig rig) {
        return Wanted.quotes(Set.of(rig.instrument().id()));
    }

    @Test
    void tellsEveryTradeOverACutOfTheStream() throws Exception {
        everywhere(PublicStreamsIT::tellsEveryTrade);
    }

    private static void tellsEveryTrade(Rig rig) {
        Heard heard = new Heard();
        try (MarketData.Subscription _ =
                rig.connection().marketData().subscribe(wanted(rig).withPublicTrades(), heard)) {
            trade(rig, 1);
            trade(rig, 2);
            heard.await(() -> heard.trades.size() == 2);
            rig.broker().streams(false);
            trade(rig, 3);
            trade(rig, 4);
            heard.await(() -> !heard.gaps.isEmpty());
            rig.broker().streams(true);
            trade(rig, 5);
            heard.await(() -> heard.trades.size() >= 5);
            trade(rig, 6);
            heard.await(() -> heard.trades.size() >= 6);

            assertThat(heard.trades)
                    .extracting(each -> each.price().intValue())
                    .containsExactly(101, 102, 103, 104, 105, 106);
            assertThat(heard.trades).extracting(PublicTrade::id).doesNotHaveDuplicates();
            assertThat(heard.trades).extracting(PublicTrade::taker).containsOnly(Side.BUY);
            assertThat(heard.gaps)
                    .noneMatch(why -> why.startsWith("the venue "))
                    .noneMatch(why -> why.contains("later ones"));
        }
    }

    /** Nothing can be asked for, so that what is told came by the stream. */
    @Test
    void tellsBarsByTheStreamAlone() throws Exception {
        everywhere(PublicStreamsIT::tellsBars);
    }

    private static void tellsBars(Rig rig) {
        Heard heard = new Heard();
        try (MarketData data = rig.connection().marketData();
                MarketData.Subscription _ =
                        data.subscribe(wanted(rig).withBars(Timeframe.M1), heard)) {
            quoteThroughTime(rig, heard);
            heard.await(() -> heard.bars.size() >= 2);
            rig.broker().inject(WireFault.UNAVAILABLE, Ask.OTHER, 10_000);
            int before = heard.bars.size();
            quoteThroughTime(rig, heard);
            heard.await(() -> heard.bars.size() >= before + 2);

            List<Bar> told = new ArrayList<>(heard.bars);
            assertThat(IntStream.range(1, told.size()))
                    .allMatch(i -> told.get(i).openMillis() == told.get(i - 1).closeMillis());
        }
    }

    /** Twenty seconds for each quote. */
    private static void quoteThroughTime(Rig rig, Heard heard) {
        for (int i = 0; i < 7; i++) {
            BigDecimal bid = BigDecimal.valueOf(100L + i);
            int before = heard.tickers.size();
            heard.await(() -> {
                rig.broker().quote(rig.instrument().id(), bid, bid.add(BigDecimal.ONE));
                return heard.tickers.size() > before;
            });
            rig.pass(Duration.ofSeconds(20));
        }
    }

    @Test
    void keepsTheContractOfPublicStreams() {
        List<ContractCase> cases =
                IntStream.rangeClosed(487, 489)
                        .mapToObj(number -> ContractSuite.numbered(number).orElseThrow())
                        .toList();

        List<SuiteReport> reports =
                new SuiteRun(InstantSource.system(), System::nanoTime)
                        .run(RIGS, places(), cases, _ -> {});

        assertThat(reports)
                .hasSize(6)
                .allSatisfy(report ->
                        assertThat(report.results())
                                .as(String.join("\n", ReportText.lines(report)))
                                .hasSize(3)
                                .allMatch(result -> result.verdict() == CaseResult.Verdict.PASSED));
    }
}
