package dev.keel.core.instrument;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an instrument, unique within Keel, such as {@code BTC-USD} or {@code ETH/BTC}.
 *
 * @param symbol 1 to 40 characters out of letters, digits and {@code . _ - / :}
 */
public record InstrumentId(String symbol) implements Comparable<InstrumentId> {
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9._/:-]{1,40}");

    public InstrumentId {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "symbol must be 1 to 40 letters, digits or . _ - / :, was '" + symbol + "'");
        }
    }

    public static InstrumentId of(String symbol) {
        return new InstrumentId(symbol);
    }

    @Override
    public int compareTo(InstrumentId other) {
        // Most often it is the very same: that is seen without looking at the letters.
        return this == other ? 0 : symbol.compareTo(other.symbol);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof InstrumentId(String otherSymbol)
                        && symbol.equals(otherSymbol));
    }

    @Override
    public int hashCode() {
        return symbol.hashCode();
    }

    @Override
    public String toString() {
        return symbol;
    }
}
