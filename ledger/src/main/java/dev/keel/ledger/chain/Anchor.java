package dev.keel.ledger.chain;

import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far chains were at a moment. One line of JSON, signed; each names the hash of the line
 * before, so that none can be taken out.
 *
 * @param number from 1, without gaps for a key
 * @param keyId of the key that signs
 * @param previous the hash of the line before, in hexadecimal; zeros for the first one
 */
record Anchor(long number, Instant at, String keyId, String previous, List<Tip> tips) {
    static final String NOTHING_BEFORE = "0".repeat(2 * EventHasher.BYTES);

    private static final String SIGNATURE = ",\"signature\":\"";
    private static final String END = "\"}";

    Anchor {
        tips = List.copyOf(tips);
    }

    /**
     * The end of an account's chain.
     *
     * @param hash of the event of this sequence, in hexadecimal
     */
    record Tip(String account, long sequence, String hash) {}

    /** The line, without its end. */
    String line(AnchorKey key) {
        String body = body();
        String signature = Base64.getEncoder().encodeToString(key.sign(signed(body)));
        return body.substring(0, body.length() - 1) + SIGNATURE + signature + END;
    }

    /** The anchor that a line holds; empty if it is none, or was changed after it was signed. */
    static Optional<Anchor> read(String line, AnchorKey.Public key) {
        int signature = line.lastIndexOf(SIGNATURE);
        if (signature < 0 || !line.endsWith(END)) {
            return Optional.empty();
        }
        String body = line.substring(0, signature) + "}";
        String encoded = line.substring(signature + SIGNATURE.length(), line.length() - 2);
        try {
            if (!key.proves(signed(body), Base64.getDecoder().decode(encoded))) {
                return Optional.empty();
            }
            return Optional.of(parse(body)).filter(anchor -> anchor.keyId.equals(key.id()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The hash of a line, its end aside, in hexadecimal. */
    static String hashOf(String line) {
        return HexFormat.of()
                .formatHex(EventHasher.sha256().digest(line.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String body() {
        return JsonWriter.object(json ->
                json.number("anchor", number)
                        .text("at", at)
                        .text("key", keyId)
                        .text("previous", previous)
                        .children(
                                "accounts",
                                tips,
                                (child, tip) ->
                                        child.text("account", tip.account())
                                                .number("sequence", tip.sequence())
                                                .text("hash", tip.hash())));
    }

    private static Anchor parse(String body) {
        JsonFields json = JsonFields.parse(body);
        return new Anchor(
                json.integer("anchor"),
                json.instant("at"),
                json.text("key"),
                json.text("previous"),
                json.children("accounts").stream()
                        .map(tip ->
                                new Tip(
                                        tip.text("account"),
                                        tip.integer("sequence"),
                                        tip.text("hash")))
                        .toList());
    }

    /** Signed for this use alone. */
    private static byte[] signed(String body) {
        return ("keel anchor 1\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
