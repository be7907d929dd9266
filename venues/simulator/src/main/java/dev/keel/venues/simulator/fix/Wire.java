package dev.keel.venues.simulator.fix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages as bytes. */
final class Wire {
    private static final char DELIMITER = '\u0001';
    private static final int LONGEST = 1 << 20;

    private Wire() {}

    /** A message as its fields, in the order of the wire. */
    record Message(List<Map.Entry<Integer, String>> fields) {
        /** What stands around every message's body. */
        private static final Set<Integer> FRAME =
                Set.of(8, 9, 10, 34, 35, 43, 49, 50, 52, 56, 57, 97, 122);

        Message {
            fields = List.copyOf(fields);
        }

        Optional<String> get(int tag) {
            return fields.stream()
                    .filter(field -> field.getKey() == tag)
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        String type() {
            return get(35).orElse("");
        }

        String text(int tag) {
            return get(tag).orElse("");
        }

        int number(int tag) {
            return get(tag).filter(text -> text.matches("[0-9]{1,9}"))
                    .map(Integer::parseInt)
                    .orElse(0);
        }

        /** The tags of its body. */
        Stream<Integer> body() {
            return fields.stream().map(Map.Entry::getKey).filter(tag -> !FRAME.contains(tag));
        }

        boolean is(int tag, String value) {
            return value.equals(text(tag));
        }
    }

    /** Puts begin, length and sum around the fields, of which the type is the first. */
    static byte[] write(String begin, List<Map.Entry<Integer, String>> fields) {
        StringBuilder body = new StringBuilder();
        fields.forEach(field ->
                body.append(field.getKey()).append('=').append(field.getValue()).append(DELIMITER));
        String head = "8=" + begin + DELIMITER + "9=" + body.length() + DELIMITER + body;
        int sum = 0;
        for (byte each : head.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += each & 0xff;
        }
        String whole = head + "10=" + String.format(Locale.ROOT, "%03d", sum % 256) + DELIMITER;
        return whole.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads up to the end of the next message; null at the end of the stream. */
    static @Nullable String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int each;
        while ((each = in.read()) >= 0) {
            bytes.write(each);
            if (each == DELIMITER && endsWithSum(bytes)) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
            if (bytes.size() > LONGEST) {
                throw new IOException("a message without an end");
            }
        }
        return null;
    }

    private static boolean endsWithSum(ByteArrayOutputStream bytes) {
        int size = bytes.size();
        if (size < 8) {
            return false;
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return text.charAt(size - 8) == DELIMITER && text.startsWith("10=", size - 7);
    }

    static Message parse(String text) {
        List<Map.Entry<Integer, String>> fields = new ArrayList<>();
        for (String part : text.split(String.valueOf(DELIMITER), -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.add(
                        Map.entry(
                                Integer.parseInt(part.substring(0, equals)),
                                part.substring(equals + 1)));
            }
        }
        return new Message(fields);
    }
}
