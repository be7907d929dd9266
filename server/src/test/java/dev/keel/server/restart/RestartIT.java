package dev.keel.server.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.cli.LedgerCommand;
import dev.keel.server.restart.HeldCommit.Moment;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A replay that is stopped or killed and started again trades exactly as one that was not: the same
 * orders, fills, signals, positions and cash, at the same market times.
 *
 * <p>That orders in doubt trade all the same rests on the paper venue, which dies with the process:
 * an order whose intent was committed, and which nobody can have answered, is taken when it is
 * asked for. The events may differ, and only in that: orders are doubted after a kill, and a cancel
 * whose answer is unknown is asked for again.
 */
class RestartIT {
    private static final long SEED = 20_260_101;
    private static final String PROGRAMS = "postgres-binaries";
    private static final int BARS = 2_000;
    private static final int KILLS = 4;
    private static final int SIGTERM = 128 + 15;

    private static final String SEQUENCE = "SELECT coalesce(max(sequence), 0) FROM account";
    private static final String DOUBTED = "SELECT count(*) FROM event WHERE type = 'order_doubted'";
    private static final String CUT_SHORT =
            "SELECT count(*) FROM orchestrator_session WHERE ended_at IS NULL";
    private static final String ENDED =
            """
            SELECT count(ended_at) FROM orchestrator_session
            WHERE started_at = (SELECT max(started_at) FROM orchestrator_session)
            """;

    /** Commits in which the process is killed. */
    private record Cut(String eventType, Moment moment) {}

    private static final List<Cut> CUTS =
            List.of(
                    new Cut("order_placed", Moment.WHILE_IT_COMMITS),
                    new Cut("order_placed", Moment.WHILE_IT_WRITES),
                    new Cut("order_accepted", Moment.WHILE_IT_WRITES),
                    new Cut("order_filled", Moment.WHILE_IT_COMMITS),
                    new Cut("order_cancel_requested", Moment.WHILE_IT_COMMITS));

    @TempDir static Path temporary;

    private static Books expected;
    private static long events;

    private int runs;

    @BeforeAll
    static void playWithoutInterruption() throws SQLException {
        write(SyntheticMarket.series(settings(), SEED, BARS));
        Path data = folder("uninterrupted");
        try (KeelProcess keel = KeelProcess.start(data, "1", options());
                Connection connection = keel.connect()) {
            awaitEnd(keel, connection);
            expected = Books.read(connection);
            events = Books.number(connection, SEQUENCE);
            keel.stop();
        }
    }

    @AfterAll
    static void leaveNothingBehind() throws IOException {
        KeelProcess.killAllOn(temporary);
        // JUnit would complain of links that lead out of its folder.
        try (Stream<Path> folders = Files.list(temporary)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                Files.delete(folder.resolve(PROGRAMS));
            }
        }
    }

    /** What the other tests would prove little without. */
    @Test
    void withoutInterruptionItTradesHundredsOfTimesAndLeavesNothingOpen() {
        assertThat(expected.orders()).hasSizeGreaterThan(300);
        assertThat(expected.fills()).hasSizeGreaterThan(200);
        assertThat(expected.orders())
                .anyMatch(order -> order.contains(" STOP protection "))
                .anyMatch(order -> order.contains(" LIMIT protection "))
                .allMatch(order -> order.matches(".* (filled|cancelled|working) .*"));
    }

    @Test
    void killedAgainAndAgainItLosesAndDoublesNothing() throws SQLException {
        Path data = folder("killed");
        for (long moment : moments()) {
            try (KeelProcess keel = start(data);
                    Connection connection = keel.connect()) {
                keel.until("event " + moment, () -> Books.number(connection, SEQUENCE) >= moment);
                keel.kill();
            }
        }

        long _ = finish(data, KILLS);
    }

    /** Spread over the run, not at its end. */
    private static List<Long> moments() {
        Random random = new Random(SEED);
        return LongStream.range(0, KILLS)
                .map(i -> (events * i + random.nextLong(events)) / (KILLS + 1))
                .boxed()
                .toList();
    }

    @Test
    void killedWithCommitsInFlightItLosesAndDoublesNothing() throws SQLException {
        Path data = folder("cut");
        for (Cut cut : CUTS) {
            try (KeelProcess keel = start(data);
                    Connection connection = keel.connect()) {
                long after = Books.number(connection, SEQUENCE) + 50;
                HeldCommit commit =
                        new HeldCommit(connection, cut.eventType(), after, cut.moment());
                keel.until("the commit", commit::holds);
                keel.kill();
                commit.release();
            }
        }

        assertThat(finish(data, CUTS.size())).isPositive();
    }

    @Test
    void stoppedInTheMiddleItGoesOnAsIfItHadNotBeen() throws SQLException {
        Path data = folder("stopped");
        try (KeelProcess keel = start(data);
                Connection connection = keel.connect()) {
            keel.until("half", () -> Books.number(connection, SEQUENCE) >= events / 2);

            assertThat(keel.stop()).isEqualTo(SIGTERM);
            assertThat(keel.errors()).contains("Platform: stopped");
            assertThat(keel.errors()).doesNotContain("Exception", "ERROR", "WARN", "keel:");
            requireNothingRuns(data);
        }

        assertThat(finish(data, 0)).isZero();
    }

    /**
     * Plays to the end.
     *
     * @param kills how many sessions before this one were cut short
     * @return how often an order was in doubt
     */
    private long finish(Path data, int kills) throws SQLException {
        try (KeelProcess keel = start(data);
                Connection connection = keel.connect()) {
            awaitEnd(keel, connection);
            Books books = Books.read(connection);
            long cutShort = Books.number(connection, CUT_SHORT);
            long doubted = Books.number(connection, DOUBTED);
            keel.stop();

            assertThat(cutShort).isEqualTo(kills);
            assertThat(books).isEqualTo(expected);
            requireNothingRuns(data);
            requireVerified(data);
            return doubted;
        }
    }

    private static void requireNothingRuns(Path data) {
        assertThat(KeelProcess.runningOn(data)).isEmpty();
    }

    private static void requireVerified(Path data) {
        StringWriter out = new StringWriter();
        CommandLine keel =
                KeelCommand.commandLine(new LedgerCommand(new StrategyCatalog(List.of())));
        keel.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int exitCode = keel.execute("ledger", "verify", "--data-dir", data.toString());

        assertThat(out.toString())
                .contains(expected.orders().size() + " orders", "everything agrees");
        assertThat(exitCode).isZero();
    }

    private KeelProcess start(Path data) {
        runs++;
        return KeelProcess.start(data, Integer.toString(runs), options());
    }

    private static void awaitEnd(KeelProcess keel, Connection connection) {
        keel.until("end of the market", () -> Books.number(connection, ENDED) > 0);
    }

    private static List<String> options() {
        return List.of(
                "--replay", bars().toString(),
                "--speed", "max",
                "--timeframe", "1m",
                "--strategy", "ehlers-trend",
                // Short filters and close stops: the more orders.
                "--param", "highPassPeriod=12",
                "--param", "smootherPeriod=3",
                "--param", "stopAtr=0.7",
                "--param", "targetAtr=1");
    }

    /** A data folder that every account can reach, with the programs that other tests unpacked. */
    private static Path folder(String name) {
        try {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path programs =
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "keel-test-postgres-" + System.getProperty("user.name"));
            Path data = Files.createDirectory(temporary.resolve(name));
            Files.createSymbolicLink(data.resolve(PROGRAMS), Files.createDirectories(programs));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path bars() {
        return temporary.resolve("BARS-USD.csv");
    }

    private static SyntheticSettings settings() {
        return SyntheticSettings.of(
                        new BarFormat(Timeframe.M1, 2, 2),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Price.of("1000"))
                .withMeanVolume(Quantity.of("100000"))
                .withGapProbability(0.01);
    }

    private static void write(BarSeries series) {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < series.size(); i++) {
            append(text, series.bar(i));
        }
        try {
            Files.writeString(bars(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(StringBuilder text, Bar bar) {
        text.append(bar.openTime());
        LongStream.of(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume())
                .mapToObj(units -> BigDecimal.valueOf(units, 2))
                .forEach(value -> text.append(',').append(value));
        text.append('\n');
    }
}
