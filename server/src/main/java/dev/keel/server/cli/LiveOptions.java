package dev.keel.server.cli;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.venues.connector.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of {@code keel run} for a live market and for accounts at venues. */
final class LiveOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            description = "What of the feed's market is followed, such as BTC/USDT,ETH/USDT.")
    private @Nullable List<String> symbols;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description = "What kind of market is followed. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "" + FeedSettings.Live.WARM_UP_BARS,
            description =
                    "How many bars of the past strategies are shown first. Default: ${DEFAULT-VALUE}.")
    private int warmUpBars;

    @Option(
            names = "--feed-from",
            paramLabel = "live|test|local",
            defaultValue = "live",
            description =
                    "Whether the feed is the venue's own market, its test network's, or that of a"
                            + " simulator on this machine. Default: ${DEFAULT-VALUE}.")
    private String feedFrom;

    @Option(
            names = "--feed-option",
            paramLabel = "NAME=VALUE",
            description = "What the feed needs besides; may be repeated.")
    private @Nullable List<String> feedOptions;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description =
                    "The account at a venue that the feed's signals go to beside the paper account,"
                            + " through the same gate.")
    private @Nullable String account;

    @Option(
            names = "--accept-uncertified",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Accounts that may trade real money over a connector version that is not"
                            + " certified. Written into the audit.")
    private @Nullable List<String> acceptUncertified;

    FeedSettings.Live feed(String venue, List<Timeframe> timeframes) {
        if (symbols == null) {
            throw wrong("--feed needs --symbols, such as BTC/USDT,ETH/USDT");
        }
        if (warmUpBars < 0 || warmUpBars > 50_000) {
            throw wrong("--warm-up must be 0 to 50000, was " + warmUpBars);
        }
        try {
            return new FeedSettings.Live(
                    venue,
                    environment(),
                    kind,
                    symbols.stream().map(InstrumentId::of).collect(Collectors.toUnmodifiableSet()),
                    timeframes.stream().sorted().findFirst().orElse(StrategySettings.TIMEFRAME),
                    warmUpBars,
                    NamedValues.parse(feedOptions));
        } catch (IllegalArgumentException e) {
            throw wrong("--feed: " + e.getMessage());
        }
    }

    void requireUnused() {
        if (symbols != null) {
            throw wrong("--symbols needs --feed VENUE");
        }
    }

    VenueSettings venues(ConnectorSource source, Certificates certificates) {
        List<String> accepted = acceptUncertified == null ? List.of() : acceptUncertified;
        Set<AccountId> ids =
                accepted.stream().map(AccountId::of).collect(Collectors.toUnmodifiableSet());
        return new VenueSettings(
                source, certificates, Optional.ofNullable(account).map(AccountId::of), ids);
    }

    private Environment environment() {
        return switch (feedFrom.toLowerCase(Locale.ROOT)) {
            case "live" -> Environment.LIVE;
            case "test" -> Environment.TEST;
            case "local" -> Environment.LOCAL;
            default ->
                    throw wrong("--feed-from must be live, test or local, was '" + feedFrom + "'");
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
