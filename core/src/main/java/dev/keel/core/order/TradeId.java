package dev.keel.core.order;

/** The id that a venue gave a fill; not blank. Fills are told apart by it. */
public record TradeId(String value) {
    public TradeId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("trade id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
