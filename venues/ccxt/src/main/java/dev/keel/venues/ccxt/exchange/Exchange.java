package dev.keel.venues.ccxt.exchange;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.table.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exchange that is reached through the library.
 *
 * @param id its name in the library and in Keel
 * @param name for people
 * @param kinds what can be traded there through reviewed tables; empty for one that nobody reviewed
 * @param password whether a third secret is needed beside key and secret
 * @param testNetwork how its test network is reached
 * @param window how long after its placement an order may leave; the same figure goes on the wire
 *     where the venue takes one
 * @param options of the library's constructor
 * @param streams what of an account is streamed
 * @param permissions by which calls a key's permissions are read; empty if the venue does not say
 * @param largestId the greatest order id that the wire carries; 0 for no limit
 */
public record Exchange(
        String id,
        String name,
        Set<InstrumentKind> kinds,
        boolean password,
        TestNetwork testNetwork,
        Duration window,
        @Nullable String options,
        Set<AccountStream> streams,
        String permissions,
        long largestId) {
    /** Reviewed venues that tell their time by no call that the library knows. */
    private static final Set<String> TIMELESS = Set.of("cryptocom", "phemex");

    public Exchange {
        kinds = Set.copyOf(kinds);
        streams = Set.copyOf(streams);
    }

    /** How a venue's test network is reached. */
    public enum TestNetwork {
        /** It has servers of its own. */
        SEPARATE,
        /** The same servers, and a mark on each request. */
        DEMO,
        NONE
    }

    /** Something of an account that is told as it happens. */
    public enum AccountStream {
        ORDERS("watchOrders"),
        TRADES("watchMyTrades"),
        BALANCE("watchBalance"),
        POSITIONS("watchPositions");

        private final String method;

        AccountStream(String method) {
            this.method = method;
        }

        /** The library's name for it. */
        public String method() {
            return method;
        }
    }

    /** Whether a reviewed venue tells its time. */
    public boolean tellsTime() {
        return !TIMELESS.contains(id);
    }

    public boolean reviewed() {
        return !kinds.isEmpty();
    }

    /** The word for a kind of market in the tables. */
    public static String word(InstrumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The library's word for a kind of market. */
    public static String libraryType(InstrumentKind kind) {
        return kind == InstrumentKind.SPOT ? "spot" : "swap";
    }

    /** How the library calls the wallet of one kind of market. */
    public String wallet(InstrumentKind kind) {
        return id.equals("krakenfutures") ? "flex" : libraryType(kind);
    }

    /** The options of the library's constructor for one kind of market. */
    public ObjectNode constructorOptions(InstrumentKind kind) {
        String text = options == null ? "{}" : options;
        String filled =
                text.replace("{kinds}", kind == InstrumentKind.SPOT ? "spot" : "linear")
                        .replace("{okxKinds}", libraryType(kind));
        ObjectNode node = (ObjectNode) Json.require(filled);
        ObjectNode inner =
                node.get("options") instanceof ObjectNode there ? there : node.putObject("options");
        inner.put("defaultType", libraryType(kind));
        return node;
    }

    /** The names of the secrets that are needed, in the order in which people are asked. */
    public List<String> secrets() {
        return password ? List.of("apiKey", "secret", "password") : List.of("apiKey", "secret");
    }
}
