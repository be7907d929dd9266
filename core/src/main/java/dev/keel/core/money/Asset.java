package dev.keel.core.money;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is counted: a currency, a coin, a share.
 *
 * @param code 1 to 20 characters out of {@code A-Z 0-9 . _ -}, such as {@code USD} or {@code BTC}
 */
public record Asset(String code) implements Comparable<Asset> {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,20}");

    public Asset {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "asset code must be 1 to 20 of A-Z 0-9 . _ -, was '" + code + "'");
        }
    }

    /** Returns the asset with this code. */
    public static Asset of(String code) {
        return new Asset(code);
    }

    @Override
    public int compareTo(Asset other) {
        return code.compareTo(other.code);
    }

    /** By hand: every sum compares assets, and most often it is the very same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Asset asset && code.equals(asset.code));
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
