package dev.keel.venues.fix.recovery;

import dev.keel.venues.fix.transport.FixMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** A message as one line of text, and what it says as a hash. */
public final class MessageText {
    /** What the session layer adds; a report that comes again has other values here. */
    private static final Set<Integer> ENVELOPE =
            Set.of(
                    8, 9, 10, 34, 35, 43, 49, 50, 52, 56, 57, 97, 115, 116, 122, 128, 129, 142, 143,
                    369, 1128, 1129);

    private MessageText() {}

    public static String write(FixMessage message) {
        return "35="
                + message.type()
                + message.fields().stream()
                        .filter(field -> field.tag() != 35)
                        .map(field -> "\u0001" + field.tag() + "=" + field.value())
                        .collect(Collectors.joining());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static FixMessage read(String text) {
        String[] parts = text.split("\u0001", -1);
        if (!parts[0].startsWith("35=")) {
            throw new IllegalArgumentException("message must begin with 35=");
        }
        FixMessage message = FixMessage.of(parts[0].substring(3));
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            message =
                    message.with(
                            Integer.parseInt(parts[i].substring(0, equals)),
                            parts[i].substring(equals + 1));
        }
        return message;
    }

    /** Of all that a message says, whatever the order of its fields and the session it came in. */
    public static String hash(FixMessage message) {
        String content =
                message.type()
                        + message.fields().stream()
                                .filter(field -> !ENVELOPE.contains(field.tag()))
                                .sorted(Comparator.comparingInt(FixMessage.Field::tag))
                                .map(field -> "\u0001" + field.tag() + "=" + field.value())
                                .collect(Collectors.joining());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }
}
