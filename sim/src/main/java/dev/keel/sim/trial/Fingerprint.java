package dev.keel.sim.trial;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names of long things: the first 16 hexadecimal digits of their SHA-256. */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** Of a text. */
    public static String of(String text) {
        return name(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of every number of every bar, and their format. */
    public static String of(BarSeries bars) {
        MessageDigest digest = digest();
        digest.update(bars.format().toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.allocate(6 * Long.BYTES);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            buffer.clear()
                    .putLong(bar.openMillis())
                    .putLong(bar.open())
                    .putLong(bar.high())
                    .putLong(bar.low())
                    .putLong(bar.close())
                    .putLong(bar.volume());
            digest.update(buffer.array());
        }
        return name(digest.digest());
    }

    private static String name(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must know SHA-256", e);
        }
    }
}
