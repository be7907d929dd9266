package dev.keel.core.order;

/**
 * A caller's own name for an order: the same key twice is one order. 1 to 200 printable characters.
 */
public record ClientKey(String value) {
    public ClientKey {
        boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (value.isBlank() || value.length() > 200 || !printable) {
            throw new IllegalArgumentException(
                    "client key must be 1 to 200 printable ASCII characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
