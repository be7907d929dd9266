package dev.keel.venues.fix.dialect;

import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * ClOrdIDs. An order's is its {@link OrderId}; a cancel needs one of its own, which must be unique
 * for ever and never meet an order's.
 *
 * <p>A cancel's id names the order and the moment, in tenths of a second: {@code C}, the order in
 * 12 characters of base 36, the moment in 7. As order ids are never used twice, two cancels can
 * only meet if they are for one order and of one moment; within a process the moment is moved on,
 * and no process starts within a tenth of a second of another's end. Should they meet all the same,
 * after the clock was set back, the venue refuses a cancel: the order is asked for, nothing else.
 *
 * <p>For any number of threads.
 */
public final class ClientIds {
    private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");
    private static final long TICK_MILLIS = 100;
    private static final int REMEMBERED = 1_000;
    private static final int ORDER_WIDTH = 12;
    private static final int MOMENT_WIDTH = 7;
    private static final Pattern PLAIN = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern PLAIN_REQUEST = Pattern.compile("C[0-9A-Z]{19}");
    private static final Pattern UUID =
            Pattern.compile(
                    "([0-9a-f]{8})-(00|c0)([0-9]{2})-4([0-9]{3})-8([0-9]{3})-([0-9]{10})[0-9]{2}");
    private static final String UUID_MARK = "4b65656c";

    private final Form form;
    private final InstantSource clock;
    private final Map<OrderId, Long> latest = new TreeMap<>();

    /** How ids look on the wire. */
    public enum Form {
        /** The digits of the order id. */
        PLAIN,
        /** A UUID that holds the digits, for venues that take nothing else. */
        UUID
    }

    public ClientIds(Form form, InstantSource clock) {
        this.form = form;
        this.clock = clock;
    }

    /** The id of an order on the wire; always the same. */
    public static String of(Form form, OrderId order) {
        return switch (form) {
            case PLAIN -> order.toString();
            case UUID -> uuid(UUID_MARK, "00", order);
        };
    }

    public String of(OrderId order) {
        return of(form, order);
    }

    /** A new id for a request about an order; never given twice. */
    public synchronized String request(OrderId order) {
        long moment = (clock.millis() - BEGINNING.toEpochMilli()) / TICK_MILLIS;
        long mine = Math.max(moment, latest.getOrDefault(order, Long.MIN_VALUE) + 1);
        if (latest.size() >= REMEMBERED) {
            latest.values().removeIf(at -> at < moment);
        }
        latest.put(order, mine);
        return switch (form) {
            case PLAIN -> "C" + base36(order.value(), ORDER_WIDTH) + base36(mine, MOMENT_WIDTH);
            case UUID -> uuid(String.format(Locale.ROOT, "%08x", (int) mine), "c0", order);
        };
    }

    /** The order that an id names, be it the order's own or that of a request about it. */
    public Optional<OrderId> order(String id) {
        return switch (form) {
            case PLAIN -> ofPlain(id);
            case UUID -> ofUuid(id);
        };
    }

    /** Whether an id is that of a request, not of an order. */
    public boolean isRequest(String id) {
        return switch (form) {
            case PLAIN -> PLAIN_REQUEST.matcher(id).matches();
            case UUID -> {
                var match = UUID.matcher(id);
                yield match.matches() && match.group(2).equals("c0");
            }
        };
    }

    private static Optional<OrderId> ofPlain(String id) {
        if (PLAIN.matcher(id).matches()) {
            return Optional.of(OrderId.parse(id));
        }
        if (!PLAIN_REQUEST.matcher(id).matches()) {
            return Optional.empty();
        }
        return valid(Long.parseLong(id.substring(1, 1 + ORDER_WIDTH), 36));
    }

    private static Optional<OrderId> ofUuid(String id) {
        var match = UUID.matcher(id);
        if (!match.matches()
                || (match.group(2).equals("00") && !match.group(1).equals(UUID_MARK))) {
            return Optional.empty();
        }
        return valid(
                Long.parseLong(match.group(3) + match.group(4) + match.group(5) + match.group(6)));
    }

    private static Optional<OrderId> valid(long value) {
        return value > 0 && value < 1_000_000_000_000_000_000L
                ? Optional.of(new OrderId(value))
                : Optional.empty();
    }

    private static String uuid(String first, String kind, OrderId order) {
        String digits = String.format(Locale.ROOT, "%018d", order.value());
        return first
                + "-"
                + kind
                + digits.substring(0, 2)
                + "-4"
                + digits.substring(2, 5)
                + "-8"
                + digits.substring(5, 8)
                + "-"
                + digits.substring(8)
                + "00";
    }

    private static String base36(long value, int width) {
        String digits = Long.toString(value, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
