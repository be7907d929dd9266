package dev.keel.server.cli.data;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.ReportFailure;
import dev.keel.server.venues.BarDownload;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.sim.data.BarImport;
import dev.keel.sim.data.ImportRules;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keel data download}: a venue's bars into a file, and what they are worth. */
@Command(
        name = "download",
        description = {
            "Downloads a venue's closed bars into a file; needs no keys. A file that is there is"
                    + " gone on with after its last bar.",
            "What was written is then read as data import reads it, and what it is worth is said."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class DataDownloadCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    private final ConnectorSource source;
    private final InstantSource clock;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "OUT",
            description =
                    "The file, which ends in .csv or .csv.gz (timestamp,open,high,low,close,volume).")
    private Path out;

    @Option(
            names = "--venue",
            paramLabel = "VENUE",
            required = true,
            description = "Such as binance.")
    private String venue;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            required = true,
            description = "Such as BTC/USDT.")
    private String symbol;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            required = true,
            converter = Converters.Frame.class,
            description = "Length of a bar, such as 1h.")
    private Timeframe timeframe;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = Converters.Time.class,
            description = "The first bar opens no earlier; a day or a time in UTC.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description = "The last bar closes no later. Default: now.")
    private @Nullable Instant to;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description = "What kind of market. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

    @Option(names = "--local", description = "A simulator on this machine.")
    private boolean local;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "What the venue needs besides; may be repeated.")
    private @Nullable List<String> options;

    public DataDownloadCommand(ConnectorSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        String name = out.toString();
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
            throw wrong("OUT must end in .csv or .csv.gz, was " + name);
        }
        Instant now = clock.instant();
        Instant end = to == null || to.isAfter(now) ? now : to;
        if (!from.isBefore(end)) {
            throw wrong("--from must be before --to and now, was " + from);
        }
        BarDownload.Written written = download(end);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d bars downloaded, %d were there%n",
                        out, written.downloaded(), written.before());
        if (written.total() > 1) {
            BarImport imported = BarImport.of(out, ImportRules.PLAIN.withTimeframe(timeframe));
            spec.commandLine()
                    .getOut()
                    .print(QualityText.of(imported.report(), "written: " + out, SHOWN));
        }
        spec.commandLine().getOut().flush();
        return written.total() == 0 ? 1 : 0;
    }

    private BarDownload.Written download(Instant end) {
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try (Connectors connectors = source.open(Path.of("data"))) {
            Connector connector = connectors.require(venue);
            try (MarketData data = connector.marketData(place(connector))) {
                InstrumentId id = InstrumentId.of(symbol);
                return new BarDownload(data, id, timeframe)
                        .into(
                                out,
                                from,
                                end,
                                at -> progress.says(venue + " " + symbol + " up to " + at));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ReportFailure(out, e);
        } finally {
            progress.ends();
        }
    }

    private VenueAccount place(Connector connector) {
        Map<String, String> named =
                Optional.ofNullable(options).map(NamedValues::parse).orElse(Map.of());
        return new VenueAccount(
                AccountId.of("download"),
                connector.info().venue(),
                local ? Environment.LOCAL : Environment.LIVE,
                kind,
                Set.of(InstrumentId.of(symbol)),
                named);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
