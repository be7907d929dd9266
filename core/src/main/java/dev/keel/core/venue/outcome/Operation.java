package dev.keel.core.venue.outcome;

import java.util.Optional;
import java.util.stream.Stream;

/** What was asked of a venue. */
public enum Operation {
    /** A new order; it may have been taken, refused, or be there already under its id. */
    SUBMIT("submit"),
    /** The end of an order's rest; that it was taken is an acknowledgement, not the end. */
    CANCEL("cancel"),
    /** What became of an order; it is shown, or the venue says that it shows none. */
    QUERY("query");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** Whether an answer to this can mean that. */
    boolean allows(Verdict verdict) {
        return switch (verdict) {
            case REFUSED, UNKNOWN -> true;
            case ACCEPTED -> this != QUERY;
            case EXISTS -> this != CANCEL;
        };
    }

    static Optional<Operation> of(String word) {
        return Stream.of(values()).filter(operation -> operation.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
