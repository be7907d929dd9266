package dev.keel.venues.simulator.http;

import java.security.SecureRandom;
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

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "Keys[...]";
    }
}
