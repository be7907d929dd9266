package dev.keel.ledger.projection;

/**
 * Text that PostgreSQL can hold. It knows no NUL and no half of a surrogate pair; a venue or a
 * client may send both, and must not stop an account with it. Events keep the original.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isHalf(point) ? REPLACEMENT : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
