package dev.keel.core.account;

/** Who owns an account; 1 to 64 characters, none of them blank or a colon. */
public record UserId(String value) implements Comparable<UserId> {
    /** Who owns the accounts of an installation with one user. */
    public static final UserId OWNER = new UserId("owner");

    private static final int MAX_LENGTH = 64;

    public UserId {
        boolean clean = value.chars().noneMatch(c -> c == ':' || Character.isWhitespace(c));
        if (value.isEmpty() || value.length() > MAX_LENGTH || !clean) {
            throw new IllegalArgumentException(
                    "user must be 1 to 64 characters without blanks and colons, was '"
                            + value
                            + "'");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
