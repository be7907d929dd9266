package dev.keel.venues.ccxt.host;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what a child prints beside the protocol. The child has done so already where
 * it wrote the text itself; this is for what Node prints when it fails.
 */
final class Scrubber {
    private static final String MASK = "***";
    private static final int SHORTEST = 6;
    private static final Pattern QUERY =
            Pattern.compile("(\\b(?:https?|wss?)://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]*");
    private static final Pattern LONG_TOKEN =
            Pattern.compile("(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_=-]{40,}");

    private Scrubber() {}

    /**
     * Masks a line.
     *
     * @param secrets hands every secret to what it is given, and wipes it after
     */
    static String mask(String line, Consumer<Consumer<char[]>> secrets) {
        StringBuilder text = new StringBuilder(line);
        secrets.accept(secret -> maskAll(text, secret));
        Matcher query = QUERY.matcher(text);
        return LONG_TOKEN.matcher(query.replaceAll("$1?" + MASK)).replaceAll(MASK);
    }

    static String mask(String line, List<char[]> secrets) {
        return mask(line, each -> secrets.forEach(each));
    }

    private static void maskAll(StringBuilder text, char[] secret) {
        if (secret.length < SHORTEST) {
            return;
        }
        for (int at = find(text, secret, 0); at >= 0; at = find(text, secret, at)) {
            text.replace(at, at + secret.length, MASK);
            at += MASK.length();
        }
    }

    private static int find(CharSequence text, char[] secret, int from) {
        for (int at = from; at <= text.length() - secret.length; at++) {
            if (startsAt(text, secret, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsAt(CharSequence text, char[] secret, int at) {
        for (int i = 0; i < secret.length; i++) {
            if (text.charAt(at + i) != secret[i]) {
                return false;
            }
        }
        return true;
    }
}
