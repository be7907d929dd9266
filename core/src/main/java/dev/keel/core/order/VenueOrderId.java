package dev.keel.core.order;

/** The id that a venue gave an order; not blank. */
public record VenueOrderId(String value) {
    public VenueOrderId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("venue order id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
