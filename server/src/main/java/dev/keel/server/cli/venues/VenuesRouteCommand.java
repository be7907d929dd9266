package dev.keel.server.cli.venues;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Side;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.routing.Candidate;
import dev.keel.venues.connector.routing.Route;
import dev.keel.venues.connector.routing.Router;
import dev.keel.venues.connector.routing.RoutingRequest;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keel venues route}: where an order would trade best right now. */
@Command(
        name = "route",
        description = {
            "Reads the order books of several venues and tells where an order would trade best, fees"
                    + " and depth counted. Sends nothing, and needs no keys.",
            "Fees are those that a venue publishes, not those of your account's tier."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class VenuesRouteCommand implements Callable<Integer> {
    private static final int DEPTH = 100;
    private static final Duration FRESHNESS = Duration.ofSeconds(15);

    private final ConnectorSource source;
    private final InstantSource clock;

    @Spec private CommandSpec spec;

    @Option(
            names = "--venues",
            paramLabel = "VENUE",
            split = ",",
            required = true,
            description = "Whose books are read, such as binance,okx,kraken.")
    private List<String> venues;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            required = true,
            description = "Such as BTC/USDT, or BTC/USDT:USDT for a perpetual.")
    private String symbol;

    @Option(
            names = "--side",
            paramLabel = "buy|sell",
            required = true,
            converter = SideName.class,
            description = "What is to be done.")
    private Side side;

    @Option(
            names = "--quantity",
            paramLabel = "AMOUNT",
            required = true,
            converter = Converters.Decimal.class,
            description = "Of the base asset, whatever a venue's contracts stand for.")
    private BigDecimal quantity;

    @Option(
            names = "--limit",
            paramLabel = "PRICE",
            converter = Converters.Decimal.class,
            description = "No level beyond it is taken.")
    private @Nullable BigDecimal limit;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description = "What is traded. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

    @Option(names = "--split", description = "The order may go to several venues.")
    private boolean split;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the ledger. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    VenuesRouteCommand(ConnectorSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Map<String, String> unread = new LinkedHashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        try (Connectors connectors = source.open(dataDirectory)) {
            for (String venue : venues) {
                read(connectors.require(venue), candidates, unread);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        unread.forEach((venue, why) -> out.println(venue + ": " + why));
        Route route = route(candidates);
        print(out, route);
        out.flush();
        return route.legs().isEmpty() ? 1 : 0;
    }

    private void read(Connector connector, List<Candidate> candidates, Map<String, String> unread) {
        String venue = connector.info().venue().value();
        InstrumentId id = InstrumentId.of(symbol);
        VenueAccount place =
                new VenueAccount(
                        AccountId.of(venue),
                        connector.info().venue(),
                        Environment.LIVE,
                        kind,
                        Set.of(id),
                        Map.of());
        try (MarketData market = connector.marketData(place)) {
            Optional<Instrument> instrument =
                    market.instruments().stream().filter(each -> each.id().equals(id)).findFirst();
            if (instrument.isEmpty()) {
                unread.put(venue, "has no " + symbol);
            } else {
                candidates.add(
                        new Candidate(
                                place.account(),
                                place.venue(),
                                instrument.get(),
                                market.orderBook(id, DEPTH),
                                null));
            }
        } catch (ConnectorException e) {
            unread.put(venue, String.valueOf(e.getMessage()));
        }
    }

    private Route route(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return new Route(List.of(), quantity, Map.of());
        }
        Instrument first = candidates.getFirst().instrument();
        return Router.route(
                new RoutingRequest(
                        first.base(),
                        first.quote(),
                        kind,
                        side,
                        quantity,
                        limit,
                        split ? RoutingRequest.Splitting.SPLIT : RoutingRequest.Splitting.WHOLE,
                        clock.instant(),
                        FRESHNESS),
                candidates);
    }

    private static void print(PrintWriter out, Route route) {
        for (Route.Leg leg : route.legs()) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %s of %s, worst price %s, %s with fees%n",
                    leg.venue(),
                    leg.quantity(),
                    leg.instrument(),
                    plain(leg.worst()),
                    plain(leg.net()));
        }
        route.passedOver()
                .forEach((account, why) ->
                        out.printf(Locale.ROOT, "%-14s passed over: %s%n", account, why));
        if (!route.isWhole()) {
            out.println("left over      " + plain(route.leftOver()));
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** Buy or sell. */
    static final class SideName implements ITypeConverter<Side> {
        @Override
        public Side convert(String text) {
            return switch (text) {
                case "buy" -> Side.BUY;
                case "sell" -> Side.SELL;
                default ->
                        throw new TypeConversionException(
                                "must be buy or sell, was '" + text + "'");
            };
        }
    }
}
