package dev.keel.venues.simulator.terminal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The forms of the mailbox, from the Expert Advisor's side. */
final class Wire {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final TypeReference<LinkedHashMap<String, Object>> FLAT =
            new TypeReference<>() {};

    private final byte[] key;

    Wire(byte[] key) {
        this.key = key.clone();
    }

    static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return row;
    }

    /** A field that must be there. */
    static Object field(Map<String, Object> row, String name) {
        Object value = row.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " must be there, was missing in " + row);
        }
        return value;
    }

    static String text(Map<String, Object> row, String name) {
        return field(row, name).toString();
    }

    static long number(Map<String, Object> row, String name) {
        return ((Number) field(row, name)).longValue();
    }

    static BigDecimal decimal(Map<String, Object> row, String name) {
        return new BigDecimal(text(row, name));
    }

    /** The first line of a message, if it is there, whole and genuine. */
    Optional<Map<String, Object>> read(Path file) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (content.length < 67) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(content, 65, content.length);
        String mac = new String(content, 0, 64, StandardCharsets.US_ASCII);
        if (!mac(body).equals(mac)) {
            return Optional.empty();
        }
        try {
            String line =
                    new String(body, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
            return Optional.of(JSON.readValue(line, FLAT));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Path file, List<Map<String, Object>> lines) throws IOException {
        Path draft = file.resolveSibling(file.getFileName().toString().replace(".msg", ".tmp"));
        Files.write(draft, message(lines));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes only the first half, in place: what a reader may meet. */
    void writeHalf(Path file, List<Map<String, Object>> lines) throws IOException {
        byte[] whole = message(lines);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    private byte[] message(List<Map<String, Object>> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(JSON.writeValueAsString(line)).append('\n'));
        byte[] body = text.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] first = (mac(body) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    void append(Path file, Map<String, Object> line) throws IOException {
        String json = JSON.writeValueAsString(line);
        appendBare(file, mac(json.getBytes(StandardCharsets.US_ASCII)) + " " + json + "\n");
    }

    void appendBare(Path file, String text) throws IOException {
        Files.writeString(
                file,
                text,
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    static String json(Map<String, Object> line) {
        return JSON.writeValueAsString(line);
    }

    /** The genuine lines of a log. */
    List<Map<String, Object>> log(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            boolean isFormed = line.length() > 65;
            String json = isFormed ? line.substring(65) : "";
            if (isFormed
                    && mac(json.getBytes(StandardCharsets.US_ASCII))
                            .equals(line.substring(0, 64))) {
                lines.add(JSON.readValue(json, FLAT));
            }
        }
        return lines;
    }

    private String mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 must be there in every Java", e);
        }
    }
}
