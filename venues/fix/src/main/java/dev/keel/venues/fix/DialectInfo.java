package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.FixDialect.Duplicates;
import dev.keel.venues.fix.dialect.FixDialect.Uniqueness;
import dev.keel.venues.fix.dialect.RecoveryStep;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the connector says of itself with a dialect: it can do what the dialect has words for. */
public final class DialectInfo {
    /** Changes with the code between a dialect and the wire. */
    private static final String CODE_VERSION = "2";

    private DialectInfo() {}

    public static ConnectorInfo of(FixDialect dialect) {
        Map<InstrumentKind, Set<Capability>> capabilities = new EnumMap<>(InstrumentKind.class);
        dialect.identity()
                .kinds()
                .forEach(kind -> capabilities.put(kind, capabilities(dialect, kind)));
        return new ConnectorInfo(
                dialect.venue(),
                Technology.FIX,
                dialect.identity().name(),
                CODE_VERSION + "." + dialect.identity().revision(),
                capabilities,
                RestAccount.needs(dialect),
                true);
    }

    private static Set<Capability> capabilities(FixDialect dialect, InstrumentKind kind) {
        Set<Capability> can =
                EnumSet.of(
                        Capability.CANCEL_BY_CLIENT_ID,
                        Capability.ORDER_STREAM,
                        Capability.TRADE_STREAM);
        addOrders(dialect, can);
        // A sale on a spot market never adds: it needs no word, and a purchase is refused.
        addIf(can, kind == InstrumentKind.SPOT, Capability.REDUCE_ONLY);
        addQueries(dialect, can);
        if (dialect.ids().duplicates() == Duplicates.REFUSED
                && dialect.ids().uniqueness() == Uniqueness.FOREVER) {
            can.add(Capability.REFUSES_DUPLICATES);
        }
        if (dialect.recovery().expireTag() > 0) {
            can.add(Capability.REQUEST_EXPIRY);
        }
        return can;
    }

    private static void addOrders(FixDialect dialect, Set<Capability> can) {
        for (String type : dialect.orders().types().keySet()) {
            can.add(
                    switch (type) {
                        case "MARKET" -> Capability.MARKET_ORDER;
                        case "LIMIT" -> Capability.LIMIT_ORDER;
                        case "STOP" -> Capability.STOP_ORDER;
                        default -> Capability.STOP_LIMIT_ORDER;
                    });
        }
        Map<String, String> times = dialect.orders().timesInForce();
        addIf(can, times.containsKey("IOC"), Capability.IMMEDIATE_OR_CANCEL);
        addIf(can, times.containsKey("FOK"), Capability.FILL_OR_KILL);
        addIf(can, times.containsKey("GTD"), Capability.GOOD_TILL_DATE);
        Map<String, String> terms = dialect.orders().terms();
        addIf(can, terms.containsKey("POST_ONLY"), Capability.POST_ONLY);
        addIf(can, terms.containsKey("REDUCE_ONLY"), Capability.REDUCE_ONLY);
    }

    private static void addQueries(FixDialect dialect, Set<Capability> can) {
        boolean rest = dialect.recovers(RecoveryStep.REST_QUERY);
        boolean each = rest || dialect.recovers(RecoveryStep.STATUS_PER_ORDER);
        boolean mass = rest || dialect.recovers(RecoveryStep.MASS_STATUS);
        boolean trades = rest || dialect.recovers(RecoveryStep.TRADE_CAPTURE);
        addIf(can, each, Capability.FIND_BY_CLIENT_ID);
        // Asking for each order of ours tells ours alone: that is no list of the account's.
        addIf(can, mass, Capability.OPEN_ORDERS);
        addIf(can, each, Capability.ENDED_ORDERS);
        addIf(can, trades, Capability.TRADE_HISTORY);
        addIf(can, rest, Capability.BALANCES);
        addIf(can, dialect.recovers(RecoveryStep.POSITIONS), Capability.POSITIONS);
        addIf(can, dialect.isManual(), Capability.MANUAL_RECONCILIATION);
    }

    private static void addIf(Set<Capability> can, boolean holds, Capability capability) {
        if (holds) {
            can.add(capability);
        }
    }
}
