package dev.keel.server.cli.venues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.Side;
import dev.keel.server.cli.Cli;
import dev.keel.server.venue.TestBroker;
import dev.keel.server.venue.TestConnector;
import dev.keel.server.venue.TestMarket;
import dev.keel.venues.connector.MarketData.PublicTrade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VenuesWatchCommandTest {
    private static final Instant MINUTE = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path folder;

    private final TestMarket market = new TestMarket();
    private final TestConnector connector =
            new TestConnector(market, new TestBroker(market, "1000"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Cli.Outcome watch(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--data-dir", folder.toString()));
        return Cli.execute(
                new CommandLine(new VenuesWatchCommand(connector.source())),
                arguments.toArray(String[]::new));
    }

    /** Runs the command, and then what happens once it listens. */
    private Cli.Outcome watch(Runnable happens, String... more) throws Exception {
        Callable<Cli.Outcome> running = () -> watch(more);
        Future<Cli.Outcome> outcome = threads.submit(running);
        while (market.listeners() == 0 && !outcome.isDone()) {
            Thread.onSpinWait();
        }
        happens.run();
        return outcome.get();
    }

    private void happens() {
        market.trade(
                new PublicTrade(
                        TestMarket.BTC,
                        "77",
                        new BigDecimal("100.50"),
                        new BigDecimal("0.2"),
                        Side.SELL,
                        MINUTE));
        market.close(TestMarket.BTC, TestMarket.bar(MINUTE, 100));
        market.gap(TestMarket.BTC);
    }

    @Test
    void printsQuotesTradesBarsAndGapsUntilEnoughWerePrinted() throws Exception {
        Cli.Outcome outcome =
                watch(
                        this::happens,
                        "testex",
                        "--symbols",
                        "BTC/USDT",
                        "--bars",
                        "1m",
                        "--trades",
                        "--count",
                        "4");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("quote BTC/USDT", "bid 99 ask 101"))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("12:00:00.000 trade BTC/USDT")
                                .endsWith("taker SELL quantity 0.2 price 100.5 id 77"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("12:00:00.000 bar   BTC/USDT").contains("1m"))
                .anySatisfy(line -> assertThat(line).contains("gap ", "the line was cut"));
        assertThat(market.listeners()).isZero();
    }

    @Test
    void printsAnObjectOnEachLine() throws Exception {
        Cli.Outcome outcome =
                watch(
                        this::happens,
                        "testex",
                        "--symbols",
                        "BTC/USDT",
                        "--trades",
                        "--format",
                        "json",
                        "--count",
                        "3");

        assertThat(outcome.out().lines().filter(line -> line.contains("\"trade\"")))
                .containsExactly(
                        "{\"type\":\"trade\",\"symbol\":\"BTC/USDT\",\"at\":\"2026-03-01T12:00:00Z\","
                                + "\"taker\":\"SELL\",\"quantity\":\"0.2\",\"price\":\"100.5\","
                                + "\"id\":\"77\"}");
        assertThat(outcome.out()).doesNotContain("\"bar\"");
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(watch("testex", "--symbols", "X/USDT").err())
                .contains("--symbols must be listed by testex, was X/USDT");
        assertThat(watch("nowhere", "--symbols", "BTC/USDT").err()).contains("nowhere");
        assertThat(watch("testex", "--symbols", "BTC/USDT", "--count", "0").err())
                .contains("--count must be above 0, was 0");
        connector.reachable(false);
        Cli.Outcome unreachable = watch("testex", "--symbols", "BTC/USDT");
        assertThat(unreachable.exitCode()).isEqualTo(1);
        assertThat(unreachable.err()).contains("testex: testex cannot be reached");
    }
}
