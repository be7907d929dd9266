package dev.keel.core.venue.outcome;

/**
 * A reviewed row of a table.
 *
 * @param code the venue's code; ends with {@code *} where all codes that begin so mean the same and
 *     no row names them
 * @param words the venue's words that tell this meaning of the code from others; empty for any
 * @param meaning in plain words
 * @param source where it is written, and how sure that is
 */
record OutcomeRow(
        Operation operation,
        String code,
        String words,
        Verdict verdict,
        String meaning,
        String source) {

    static final String ANY = "*";

    boolean isPattern() {
        return code.endsWith(ANY);
    }

    /** Whether the row speaks of this code and these words. */
    boolean covers(Operation asked, String given, String said) {
        boolean sameCode =
                isPattern()
                        ? given.startsWith(code.substring(0, code.length() - ANY.length()))
                        : given.equals(code);
        return operation == asked
                && sameCode
                && (words.isEmpty() || words.equalsIgnoreCase(said.strip()));
    }

    /** How exactly it speaks: words before none, a code before a pattern, a longer one before. */
    int exactness() {
        return (words.isEmpty() ? 0 : 1_000_000) + (isPattern() ? 0 : 1_000) + code.length();
    }
}
