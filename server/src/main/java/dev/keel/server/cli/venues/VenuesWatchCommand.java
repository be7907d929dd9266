package dev.keel.server.cli.venues;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.LogLevel;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.PublicTrades;
import dev.keel.venues.connector.MarketData.Wanted;
import dev.keel.venues.connector.VenueAccount;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keel venues watch}: a venue's markets as they move. */
@Command(
        name = "watch",
        description = {
            "Prints the quotes of markets as they come, and closed bars and public trades if they are"
                    + " asked for, until it is interrupted.",
            "What may have been missed is printed as a gap. Sends no order, and needs no keys."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class VenuesWatchCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofMillis(200);

    private final ConnectorSource source;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The venue, such as binance.")
    private String name;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            required = true,
            description = "Such as BTC/USDT,ETH/USDT, or BTC/USDT:USDT for a perpetual.")
    private Set<String> symbols;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description = "What is traded there. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

    @Option(
            names = "--bars",
            paramLabel = "TIMEFRAME",
            converter = Converters.Frame.class,
            description = "Closed bars of this length as well, such as 1m or 1h.")
    private @Nullable Timeframe bars;

    @Option(names = "--trades", description = "Public trades as well.")
    private boolean trades;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Ends after so many lines. Default: until it is interrupted.")
    private @Nullable Integer count;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "Lines for people, or an object of JSON on each. Default: table.")
    private OutputFormat format;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the installation. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    VenuesWatchCommand(ConnectorSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count != null && count < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--count must be above 0, was " + count);
        }
        // What goes wrong is printed as a gap.
        LogLevel.unlessGiven("OFF");
        try (Connectors connectors = source.open(dataDirectory)) {
            return watch(connectors.require(name));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ConnectorException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(name + ": " + e.getMessage());
            err.flush();
            return 1;
        }
    }

    private int watch(Connector connector) throws InterruptedException {
        Set<InstrumentId> ids =
                symbols.stream()
                        .map(InstrumentId::of)
                        .collect(Collectors.toCollection(TreeSet::new));
        VenueAccount place =
                new VenueAccount(
                        AccountId.of(connector.info().venue().value()),
                        connector.info().venue(),
                        Environment.LIVE,
                        kind,
                        ids,
                        Map.of());
        Wanted wanted = new Wanted(ids, bars, trades ? PublicTrades.TOLD : PublicTrades.LEFT_OUT);
        MarketLines lines = new MarketLines(format);
        try (MarketData market = connector.marketData(place)) {
            requireListed(market, ids);
            try (MarketData.Subscription _ = market.subscribe(wanted, lines)) {
                print(lines);
            }
        }
        return 0;
    }

    private void requireListed(MarketData market, Set<InstrumentId> ids) {
        Set<InstrumentId> listed =
                market.instruments().stream()
                        .map(instrument -> instrument.id())
                        .collect(Collectors.toSet());
        for (InstrumentId id : ids) {
            if (!listed.contains(id)) {
                throw new IllegalArgumentException(
                        "--symbols must be listed by " + name + ", was " + id);
            }
        }
    }

    private void print(MarketLines lines) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int printed = 0;
        while (count == null || printed < count) {
            String line = lines.next(STEP);
            if (line != null) {
                out.println(line);
                out.flush();
                printed++;
            }
        }
    }
}
