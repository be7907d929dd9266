package dev.keel.venues.metatrader.mailbox;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The little of JSON that a parser of the Expert Advisor reads, and nothing beyond it. */
final class FlatJson {
    private static final int MAX_DIGITS = 18;

    private final String text;
    private int at;

    FlatJson(String text) {
        this.text = text;
    }

    SortedMap<String, Object> object() {
        SortedMap<String, Object> fields = new TreeMap<>();
        take('{');
        while (peek() != '}') {
            if (!fields.isEmpty()) {
                take(',');
            }
            String name = string();
            take(':');
            Object value = peek() == '"' ? string() : integer();
            if (fields.put(name, value) != null) {
                throw new GarbledException("field " + name + " must come once, came twice");
            }
        }
        take('}');
        if (at != text.length()) {
            throw new GarbledException("a line must end with its object, went on at " + at);
        }
        return fields;
    }

    private String string() {
        take('"');
        StringBuilder result = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ' || next > '~') {
                throw new GarbledException("a string must be plain, was not at " + (at - 1));
            }
            result.append(next == '\\' ? escaped() : next);
        }
        take('"');
        return result.toString();
    }

    private char escaped() {
        char next = peek();
        at++;
        return switch (next) {
            case '"', '\\' -> next;
            case 'u' -> unicode();
            default -> throw new GarbledException("an escape must be \\\" \\\\ or \\u at " + at);
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw new GarbledException("a \\u must have four digits at " + at);
        }
        String digits = text.substring(at, at + 4);
        at += 4;
        try {
            return (char) Integer.parseUnsignedInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new GarbledException("a \\u must have four digits, was " + digits);
        }
    }

    private Long integer() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == digits || at - digits > MAX_DIGITS) {
            throw new GarbledException("a value must be a string or an integer at " + start);
        }
        return Long.parseLong(text.substring(start, at));
    }

    private char peek() {
        if (at >= text.length()) {
            throw new GarbledException("a line must be one whole object, was cut off");
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw new GarbledException("expected " + expected + " at " + at);
        }
        at++;
    }

    static String write(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((name, value) -> {
            if (out.length() > 1) {
                out.append(',');
            }
            quote(out, name);
            out.append(':');
            if (value instanceof String string) {
                quote(out, string);
            } else {
                out.append(value);
            }
        });
        return out.append('}').toString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' || next == '\\') {
                out.append('\\').append(next);
            } else if (next < ' ' || next > '~') {
                out.append("\\u%04x".formatted((int) next));
            } else {
                out.append(next);
            }
        }
        out.append('"');
    }
}
