package dev.keel.server.cli;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.api.WebServer;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.cli.terminal.LogLevel;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.Platform;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.ReplaySpeed;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel run}: the platform, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Starts the platform: the paper account, and every account at a venue that was added and is"
                    + " enabled. It listens on this machine only.",
            "The ledger lives in a PostgreSQL of its own in the data folder; KEEL_DATABASE_URL names"
                    + " another one (postgresql://user:password@host:port/name).",
            "A second start on the same folder goes on where the first one ended."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {
    static final int PORT = 8080;
    static final String HOST = "127.0.0.1";
    private static final int HIGHEST_PORT = 65_535;

    private final StrategyCatalog catalog;
    private final ConnectorSource source;
    private final Certificates certificates;

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + PORT,
            description =
                    "Port of the page and the API; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = HOST,
            description = "Loopback address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the ledger. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    @Option(
            names = "--capital",
            paramLabel = "AMOUNT",
            defaultValue = "100000",
            converter = Converters.Decimal.class,
            description = "What the paper account is opened with. Default: ${DEFAULT-VALUE}.")
    private BigDecimal capital;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Market market;

    /** Where the market comes from; without one the platform has no prices. */
    static final class Market {
        @Option(
                names = "--replay",
                paramLabel = "FILE",
                description = "Plays this file of bars (CSV or CSV.gz) as the market.")
        private @Nullable Path replay;

        @Option(
                names = "--synthetic",
                paramLabel = "SEED",
                description = "Plays a market made up from this number.")
        private @Nullable Long synthetic;

        @Option(
                names = "--feed",
                paramLabel = "VENUE",
                description =
                        "Follows this venue's market as it lives, such as binance; needs no keys, but"
                                + " --symbols.")
        private @Nullable String feed;
    }

    @Mixin private LiveOptions live;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "How much faster than real time the market is played, or max. Default: 60.")
    private @Nullable String speed;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description =
                    "What the market is listed as, such as BTC-USD. Default: the file's name.")
    private @Nullable String symbol;

    @Option(
            names = "--quote",
            paramLabel = "ASSET",
            description =
                    "What its prices are counted in. Default: what the symbol says, else USD.")
    private @Nullable String quote;

    @Option(
            names = "--fee",
            paramLabel = "RATE",
            defaultValue = "0.001",
            converter = Converters.Decimal.class,
            description = "Fee of every fill, of its notional. Default: ${DEFAULT-VALUE}.")
    private BigDecimal feeRate;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = StrategySettings.NAME,
            description = "Strategy that trades. Default: ${DEFAULT-VALUE}.")
    private String strategy;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Parameter of the strategy; may be repeated.")
    private @Nullable Map<String, String> parameters;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            split = ",",
            description =
                    "Bars the strategy sees, such as 5m or 1h; several with commas. Default: 5m, or"
                            + " the market's own bars where they are longer.")
    private @Nullable List<String> timeframes;

    @Option(
            names = "--reconcile-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How often the broker's statement is held against the ledger, 1 to 3600 s."
                            + " Default: ${DEFAULT-VALUE}.")
    private long reconcileEverySeconds;

    /**
     * @param catalog the strategies that can be chosen
     * @param source the ways to venues
     * @param certificates which of them are certified
     */
    public RunCommand(StrategyCatalog catalog, ConnectorSource source, Certificates certificates) {
        this.catalog = catalog;
        this.source = source;
        this.certificates = certificates;
    }

    @Override
    public Integer call() throws InterruptedException {
        InetAddress address = loopback();
        PlatformSettings settings = settings();
        requireFree(address);
        LogLevel.unlessGiven("INFO");
        // Told to stop while it starts, the platform still stops in order.
        Stopper stopper = Stopper.install();
        try (Starting starting = Starting.of(settings, venues());
                WebServer web = starting.serve(address, port)) {
            Platform platform = starting.platform();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Banner.of(platform, address, web.port()));
            out.flush();
            platform.play();
            stopper.awaitStop();
        } finally {
            stopper.stopped();
        }
        return 0;
    }

    PlatformSettings settings() {
        try {
            return new PlatformSettings(
                    dataDirectory,
                    Environment.databaseUrl(),
                    capital,
                    feed(),
                    new ListingSettings(
                            Optional.ofNullable(symbol).map(InstrumentId::of),
                            Optional.ofNullable(quote).map(Asset::of),
                            feeRate),
                    strategy(),
                    reconcileEvery());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Duration reconcileEvery() {
        if (reconcileEverySeconds < 1 || reconcileEverySeconds > 3_600) {
            throw wrong(
                    "--reconcile-every must be 1 to 3600 seconds, was " + reconcileEverySeconds);
        }
        return Duration.ofSeconds(reconcileEverySeconds);
    }

    private FeedSettings feed() {
        ReplaySpeed chosen = speed == null ? FeedSettings.SPEED : ReplaySpeed.parse(speed);
        if (market != null && market.replay != null) {
            return new FeedSettings.Replay(market.replay, chosen);
        }
        if (market != null && market.synthetic != null) {
            return new FeedSettings.Synthetic(market.synthetic, chosen);
        }
        if (market != null && market.feed != null) {
            requireNoSpeed();
            return live.feed(market.feed, strategyTimeframes());
        }
        live.requireUnused();
        requireNoSpeed();
        return FeedSettings.None.INSTANCE;
    }

    private void requireNoSpeed() {
        if (speed != null) {
            throw wrong("--speed needs --replay FILE or --synthetic SEED");
        }
    }

    VenueSettings venues() {
        try {
            return live.venues(source, certificates);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private List<Timeframe> strategyTimeframes() {
        List<String> texts = timeframes == null ? List.of() : timeframes;
        return texts.stream().map(Timeframe::parse).toList();
    }

    private StrategySettings strategy() {
        Map<String, String> values = parameters == null ? Map.of() : parameters;
        return new StrategySettings(
                new StrategyChoice(catalog.find(strategy), values), strategyTimeframes());
    }

    private InetAddress loopback() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw wrong("--port must be 0 to " + HIGHEST_PORT + ", was " + port);
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            throw wrong("--host must be a loopback address, '" + host + "' is not known");
        }
        throw wrong(
                "--host must be a loopback address such as 127.0.0.1, was "
                        + host
                        + ": Keel has no logins yet, so it listens on this machine only");
    }

    /** Before anything is started: the usual mistake is a Keel that runs already. */
    private void requireFree(InetAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + port + " is in use: another Keel? --port takes another one", e);
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
