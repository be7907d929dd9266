package dev.keel.core.order;

import org.jspecify.annotations.Nullable;

/**
 * Keel's id of an order and at the same time the client order id that the venue sees.
 *
 * <p>A positive integer of at most 18 digits: the form that every venue takes. It is minted from
 * the account's own events, so that it is unique for ever and committed before anything is sent.
 */
public record OrderId(long value) implements Comparable<OrderId> {
    private static final long LIMIT = 1_000_000_000_000_000_000L;

    public OrderId {
        if (value <= 0 || value >= LIMIT) {
            throw new IllegalArgumentException("order id must be 1 to 18 digits, was " + value);
        }
    }

    public static OrderId parse(String text) {
        try {
            return new OrderId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("order id must be a number, was '" + text + "'", e);
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    /** By hand: order ids are compared all the time, and what a record makes itself is slow. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderId id && value == id.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
