package dev.keel.server.cli.venues;

/**
 * One thing that the doctor looked at.
 *
 * @param what its name, such as {@code disk}
 * @param words what was found
 */
record Finding(String what, Grade grade, String words) {
    /** How it stands. */
    enum Grade {
        OK,
        /** It works, but somebody should know. */
        NOTE,
        PROBLEM
    }

    static Finding ok(String what, String words) {
        return new Finding(what, Grade.OK, words);
    }

    static Finding note(String what, String words) {
        return new Finding(what, Grade.NOTE, words);
    }

    static Finding problem(String what, String words) {
        return new Finding(what, Grade.PROBLEM, words);
    }

    String line() {
        String mark =
                switch (grade) {
                    case OK -> "ok";
                    case NOTE -> "note";
                    case PROBLEM -> "PROBLEM";
                };
        return "%-8s %-22s %s".formatted(mark, what, words);
    }
}
