package dev.keel.venues.fix.transport;

import java.util.Set;

/**
 * Takes secrets out of messages before they are written anywhere. Of a logon only what is known to
 * be harmless is shown: each venue has its own idea of where a signature goes.
 */
public final class Masking {
    /** User name, passwords, raw data and nonces, as far as the standard or a venue has them. */
    private static final Set<Integer> SECRET =
            Set.of(96, 553, 554, 925, 1400, 1402, 1404, 5025, 5026);

    private static final Set<Integer> HARMLESS_IN_LOGON =
            Set.of(
                    8, 9, 10, 34, 35, 36, 43, 45, 49, 50, 52, 56, 57, 95, 98, 108, 122, 123, 141,
                    371, 372, 373, 464, 789, 1128, 1137, 1407, 9406, 25035, 25036);

    private static final char DELIMITER = '\u0001';
    private static final String MASK = "***";

    private Masking() {}

    /** The same text, which may hold a message or be one, without what is secret. */
    public static String mask(String text) {
        if (text.indexOf(DELIMITER) < 0) {
            return text;
        }
        Cursor cursor = new Cursor(text);
        while (cursor.hasNext()) {
            cursor.copyField();
        }
        return cursor.masked.toString();
    }

    /** Goes from field to field; whatever is not a field is copied. */
    private static final class Cursor {
        private final String text;
        private final StringBuilder masked;
        private final boolean logon;
        private int position;
        private int dataLength = -1;

        Cursor(String text) {
            this.text = text;
            this.masked = new StringBuilder(text.length());
            this.logon = text.contains(DELIMITER + "35=A" + DELIMITER);
        }

        boolean hasNext() {
            return position < text.length();
        }

        void copyField() {
            int equals = text.indexOf('=', position);
            int end = text.indexOf(DELIMITER, position);
            if (equals < 0 || (end >= 0 && end < equals)) {
                copyTo(end < 0 ? text.length() : end + 1);
                return;
            }
            int tag = tagBefore(equals);
            int stop = endOfValue(tag, equals);
            masked.append(text, position, equals + 1);
            String value = text.substring(equals + 1, stop);
            masked.append(isSecret(tag) ? MASK : value);
            dataLength = tag == 95 ? number(value) : -1;
            position = stop;
            if (hasNext()) {
                masked.append(DELIMITER);
                position++;
            }
        }

        private void copyTo(int end) {
            masked.append(text, position, end);
            position = end;
        }

        /** Raw data may hold delimiters: its length comes before it. */
        private int endOfValue(int tag, int equals) {
            int from = equals + 1;
            if (tag == 96 && dataLength > 0) {
                from = Math.min(text.length(), from + dataLength);
            }
            int end = text.indexOf(DELIMITER, from);
            return end < 0 ? text.length() : end;
        }

        private boolean isSecret(int tag) {
            return SECRET.contains(tag) || (logon && tag > 0 && !HARMLESS_IN_LOGON.contains(tag));
        }

        /** Words may come before the first field. */
        private int tagBefore(int equals) {
            int from = equals;
            while (from > position && Character.isDigit(text.charAt(from - 1))) {
                from--;
            }
            return number(text.substring(from, equals));
        }

        private static int number(String digits) {
            return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
        }
    }
}
