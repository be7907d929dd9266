package dev.keel.venues.metatrader;

import dev.keel.core.order.OrderId;
import dev.keel.venues.metatrader.mailbox.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Orders that the terminal shows no trace of. That counts once it was seen twice, far enough apart,
 * on a link to the broker that was not lost in between: a terminal that has lost its broker shows
 * what it knew before. For one thread.
 */
final class Absences {
    private final Duration apart;
    private final Map<OrderId, First> first = new TreeMap<>();

    Absences(Duration apart) {
        this.apart = apart;
    }

    /** Somebody has seen it after all. */
    void seen(OrderId order) {
        first.remove(order);
    }

    /**
     * Takes note that it was not shown.
     *
     * @return why that means nothing yet; empty if it does mean something
     */
    Optional<String> missed(OrderId order, Instant askedAt, Row head) {
        if (!head.flag("connected")) {
            first.remove(order);
            return Optional.of("the terminal is not connected to the broker");
        }
        First now =
                new First(
                        askedAt,
                        head.number("epoch"),
                        head.number("links"),
                        head.number("serverTime"));
        First before = first.get(order);
        if (before == null || !before.isSameLink(now) || before.serverTime > now.serverTime) {
            first.put(order, now);
            return Optional.of("not shown; a second look must confirm it");
        }
        return askedAt.isBefore(before.at.plus(apart))
                ? Optional.of("not shown; the second look came too soon")
                : Optional.empty();
    }

    private record First(Instant at, long epoch, long links, long serverTime) {
        boolean isSameLink(First other) {
            return epoch == other.epoch && links == other.links;
        }
    }
}
