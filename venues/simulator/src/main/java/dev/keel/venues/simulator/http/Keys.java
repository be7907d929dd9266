package dev.keel.venues.simulator.http;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the simulated account is opened with; worth nothing anywhere else. Never printed, so that
 * what looks for leaked secrets finds only leaks of others.
 */
public record Keys(String apiKey, String secret, String password) {
    /** New ones, different every time. */
    public static Keys random() {
        return new Keys(hex(16), hex(32), hex(8));
    }

    /** With a secret that is the seed of an Ed25519 key, for venues that want a signature. */
    public static Keys randomForSigning() {
        String seed = Base64.getEncoder().encodeToString(bytes(64));
        return new Keys(hex(16), seed, hex(8));
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] random = new byte[count];
        new SecureRandom().nextBytes(random);
        return random;
    }

    @Override
    public String toString() {
        return "Keys[...]";
    }
}
