package dev.keel.core.account;

import java.util.regex.Pattern;

/**
 * The name of an account.
 *
 * @param value 1 to 40 characters out of {@code a-z A-Z 0-9 . _ -}
 */
public record AccountId(String value) implements Comparable<AccountId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "account must be 1 to 40 letters, digits or . _ -, was '" + value + "'");
        }
    }

    public static AccountId of(String value) {
        return new AccountId(value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
