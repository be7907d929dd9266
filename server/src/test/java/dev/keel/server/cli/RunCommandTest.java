package dev.keel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Timeframe;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.signals.ehlers.EhlersTrend;
import dev.keel.sim.market.ReplaySpeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {
    private static final StrategyCatalog CATALOG =
            new StrategyCatalog(
                    List.of(EhlersTrend.DEFINITION, SmaCross.DEFINITION, BuyAndHold.DEFINITION));

    @Test
    void pinsEveryDefault() {
        PlatformSettings settings = settings();

        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.capital()).isEqualByComparingTo("100000");
        assertThat(settings.feed()).isEqualTo(FeedSettings.None.INSTANCE);
        assertThat(settings.listing()).isEqualTo(ListingSettings.DEFAULT);
        assertThat(settings.listing().feeRate()).isEqualByComparingTo("0.001");
        assertThat(settings.strategy().choice().definition()).isSameAs(EhlersTrend.DEFINITION);
        assertThat(settings.strategy().choice().given()).isEmpty();
        assertThat(settings.strategy().timeframes()).isEmpty();
        assertThat(settings.reconcileEvery()).isEqualTo(Duration.ofSeconds(60));
        assertThat(RunCommand.PORT).isEqualTo(8080);
        assertThat(RunCommand.HOST).isEqualTo("127.0.0.1");
    }

    @Test
    void playsAFileAtSixtyTimesRealTimeUnlessTold() {
        assertThat(settings("--replay", "bars.csv").feed())
                .isEqualTo(new FeedSettings.Replay(Path.of("bars.csv"), new ReplaySpeed(60)));
        assertThat(settings("--replay", "bars.csv", "--speed", "max").feed())
                .isEqualTo(new FeedSettings.Replay(Path.of("bars.csv"), ReplaySpeed.MAX));
        assertThat(settings("--synthetic", "7").feed())
                .isEqualTo(new FeedSettings.Synthetic(7, new ReplaySpeed(60)));
    }

    @Test
    void takesStrategyParametersAndTimeframes() {
        PlatformSettings settings =
                settings(
                        "--strategy",
                        "sma-cross",
                        "--param",
                        "fast=5",
                        "--param",
                        "slow=20",
                        "--timeframe",
                        "1m,1h");

        assertThat(settings.strategy().choice().given())
                .isEqualTo(Map.of("fast", "5", "slow", "20"));
        assertThat(settings.strategy().timeframes()).containsExactly(Timeframe.M1, Timeframe.H1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--speed 5                        | --speed needs --replay FILE or --synthetic SEED",
                "--replay x --speed fast          | speed must be a number or max",
                "--replay x --synthetic 1         | mutually exclusive",
                "--strategy moon                  | strategy 'moon' is unknown",
                "--param fast=1                   | parameter 'fast' is unknown",
                "--strategy sma-cross --param fast=99 | parameter 'fast' must be less than 'slow'",
                "--timeframe soon                 | timeframe must look like",
                "--capital 0                      | capital must be above 0",
                "--capital much                   | must be a decimal number",
                "--fee 2                          | fee must be",
                "--symbol a@b                     | symbol must be",
                "--reconcile-every 0              | --reconcile-every must be 1 to 3600 seconds",
                "--reconcile-every 3601           | --reconcile-every must be 1 to 3600 seconds",
                "--port 70000                     | --port must be 0 to 65535",
                "--host 0.0.0.0                   | it listens on this machine only",
                "--host example.invalid           | is not known"
            })
    void refusesInOneLineWhatIsTypedWrongly(String arguments, String message) {
        Outcome outcome = run(("run " + arguments).split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message).hasLineCount(1).startsWith("keel: ");
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = run("run", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .startsWith("keel: port " + taken.getLocalPort() + " is in use")
                    .hasLineCount(1);
        }
    }

    @Test
    void keepsThePasswordOfADatabaseToItself() {
        PlatformSettings settings = settings();
        PlatformSettings elsewhere =
                new PlatformSettings(
                        settings.dataDirectory(),
                        java.util.Optional.of("postgresql://keel:secret@host/keel"),
                        settings.capital(),
                        settings.feed(),
                        settings.listing(),
                        settings.strategy(),
                        settings.reconcileEvery());

        assertThat(elsewhere.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> dev.keel.server.platform.Platform.start(with(elsewhere, "x:y")))
                .hasMessageNotContaining("x:y");
    }

    private static PlatformSettings with(PlatformSettings settings, String url) {
        return new PlatformSettings(
                settings.dataDirectory(),
                java.util.Optional.of(url),
                settings.capital(),
                settings.feed(),
                settings.listing(),
                settings.strategy(),
                settings.reconcileEvery());
    }

    private static PlatformSettings settings(String... arguments) {
        RunCommand command = runCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.settings();
    }

    private static Outcome run(String... arguments) {
        return Cli.execute(KeelCommand.commandLine(runCommand()), arguments);
    }

    private static RunCommand runCommand() {
        return new RunCommand(
                CATALOG, VenueSettings.NONE.source(), VenueSettings.NONE.certificates());
    }
}
