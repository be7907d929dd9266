package dev.keel.ledger.journal;

import java.sql.SQLException;

/** What a failed statement means for the appends of its transaction, none of which is written. */
enum FailureKind {
    /** Another transaction was in the way; the same batch may succeed now. */
    COLLISION,
    /** The database refuses what one append holds; the others are not to blame. */
    DATA,
    /** The connection is gone; another one may do. */
    CONNECTION,
    /** The server cannot do it now. */
    SERVER;

    static FailureKind of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return CONNECTION;
        }
        return switch (state) {
            // Serialisation failure, deadlock; and a unique violation, which is a race when two
            // writers open one account.
            case "40001", "40P01", "23505" -> COLLISION;
            // Ended by an administrator, by a crash, or for idling in a transaction.
            case "57P01", "57P02", "25P03" -> CONNECTION;
            default ->
                    switch (state.substring(0, 2)) {
                        // Data exception, integrity constraint, program limit exceeded.
                        case "22", "23", "54" -> DATA;
                        case "08" -> CONNECTION;
                        default -> SERVER;
                    };
        };
    }
}
