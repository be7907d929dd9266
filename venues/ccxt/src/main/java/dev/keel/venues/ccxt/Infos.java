package dev.keel.venues.ccxt;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.account.Statements;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchange.AccountStream;
import dev.keel.venues.ccxt.exchange.Exchange.TestNetwork;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.order.Feature;
import dev.keel.venues.ccxt.order.OrderTable;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.connector.VenueId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is told of a connector, out of its tables: what they do not list, it cannot. */
final class Infos {
    /** Raised with every change to what is sent, or to how an answer is read. */
    private static final String TABLES = "3";

    private static final Set<Capability> PUBLIC =
            EnumSet.of(
                    Capability.QUOTES,
                    Capability.ORDER_BOOK,
                    Capability.BARS,
                    Capability.QUOTE_STREAM,
                    Capability.BAR_STREAM);
    private static final Map<Feature, Capability> ORDERS =
            new EnumMap<>(
                    Map.of(
                            Feature.LIMIT, Capability.LIMIT_ORDER,
                            Feature.MARKET_SELL, Capability.MARKET_ORDER,
                            Feature.STOP, Capability.STOP_ORDER,
                            Feature.STOP_LIMIT, Capability.STOP_LIMIT_ORDER,
                            Feature.TRAILING, Capability.TRAILING_STOP_ORDER,
                            Feature.POST_ONLY, Capability.POST_ONLY,
                            Feature.REDUCE_ONLY, Capability.REDUCE_ONLY,
                            Feature.IOC, Capability.IMMEDIATE_OR_CANCEL,
                            Feature.FOK, Capability.FILL_OR_KILL));

    /** Venues whose wire carries the end of an order's validity as it was when it was placed. */
    private static final Set<String> EXPIRY =
            Set.of("binance", "kraken", "krakenfutures", "deribit");

    /** Venues that take a second order with the same id: there it is a mark, not an id. */
    private static final Set<String> TAKES_DUPLICATES = Set.of("deribit");

    private static final Set<String> SETS_MODES = Set.of("binance", "bybit", "okx");

    private Infos() {}

    static ConnectorInfo of(Exchange exchange) {
        Map<InstrumentKind, Set<Capability>> capabilities = new EnumMap<>(InstrumentKind.class);
        for (InstrumentKind kind : exchange.kinds()) {
            capabilities.put(kind, capabilities(exchange, kind));
        }
        if (!exchange.reviewed()) {
            capabilities.put(InstrumentKind.SPOT, PUBLIC);
        }
        return new ConnectorInfo(
                VenueId.of(exchange.id()),
                Technology.CCXT,
                exchange.name(),
                "ccxt-" + Exchanges.LIBRARY + "-" + TABLES,
                capabilities,
                exchange.reviewed() ? credentials(exchange) : List.of(),
                exchange.reviewed());
    }

    private static Set<Capability> capabilities(Exchange exchange, InstrumentKind kind) {
        Set<Capability> can = EnumSet.copyOf(PUBLIC);
        can.addAll(
                EnumSet.of(
                        Capability.OPEN_ORDERS,
                        Capability.ENDED_ORDERS,
                        Capability.TRADE_HISTORY,
                        Capability.PUBLIC_TRADES));
        add(can, Statements.tellsCash(exchange, kind), Capability.BALANCES);
        OrderTable table = OrderTable.of(exchange, kind);
        ORDERS.forEach((feature, capability) -> add(can, table.allows(feature), capability));
        // A capability speaks of both sides; what a table refuses of one is not offered.
        if (!table.allows(Feature.MARKET_BUY)) {
            can.remove(Capability.MARKET_ORDER);
        }
        can.add(Capability.FIND_BY_CLIENT_ID);
        add(can, !exchange.id().equals("coinbase"), Capability.CANCEL_BY_CLIENT_ID);
        add(can, !TAKES_DUPLICATES.contains(exchange.id()), Capability.REFUSES_DUPLICATES);
        add(can, EXPIRY.contains(exchange.id()), Capability.REQUEST_EXPIRY);
        add(can, kind == InstrumentKind.LINEAR, Capability.POSITIONS);
        add(can, tellsMovements(exchange, kind), Capability.MOVEMENTS);
        streams(exchange, kind, can);
        add(can, exchange.testNetwork() != TestNetwork.NONE, Capability.TEST_NETWORK);
        add(can, !exchange.permissions().isEmpty(), Capability.KEY_PERMISSIONS);
        if (kind == InstrumentKind.LINEAR && SETS_MODES.contains(exchange.id())) {
            can.addAll(
                    EnumSet.of(
                            Capability.SET_LEVERAGE,
                            Capability.SET_MARGIN_MODE,
                            Capability.SET_POSITION_MODE));
        }
        return can;
    }

    private static boolean tellsMovements(Exchange exchange, InstrumentKind kind) {
        return Statements.tellsMovements(exchange, kind);
    }

    private static void streams(Exchange exchange, InstrumentKind kind, Set<Capability> can) {
        add(can, exchange.streams().contains(AccountStream.ORDERS), Capability.ORDER_STREAM);
        add(can, exchange.streams().contains(AccountStream.TRADES), Capability.TRADE_STREAM);
        add(can, exchange.streams().contains(AccountStream.BALANCE), Capability.BALANCE_STREAM);
        add(
                can,
                exchange.streams().contains(AccountStream.POSITIONS)
                        && kind == InstrumentKind.LINEAR,
                Capability.POSITION_STREAM);
    }

    private static void add(Set<Capability> can, boolean holds, Capability capability) {
        if (holds) {
            can.add(capability);
        }
    }

    private static List<CredentialField> credentials(Exchange exchange) {
        return exchange.secrets().stream()
                .map(name ->
                        new CredentialField(
                                name,
                                switch (name) {
                                    case "apiKey" -> "API key";
                                    case "secret" -> "API secret";
                                    default -> "API passphrase";
                                },
                                name.equals("apiKey") ? Secrecy.PLAIN : Secrecy.SECRET,
                                false))
                .toList();
    }
}
