package dev.keel.sim.sweep;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.backtest.BacktestRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A short name for what a sweep tries on which bars: the same for the same, another for another.
 */
final class Fingerprint {
    private static final int DIGITS = 24;

    private Fingerprint() {}

    /** The first digits of the SHA-256 of all that a trial's outcome depends on. */
    static String of(SweepRequest request) {
        MessageDigest digest = sha256();
        addConditions(digest, request);
        addBars(digest, request.base().bars());
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** Of a search only the grid counts: trials are the same whichever way one comes to them. */
    private static void addConditions(MessageDigest digest, SweepRequest request) {
        BacktestRequest base = request.base();
        String text =
                String.join(
                        "\n",
                        base.strategy().definition().name(),
                        new TreeMap<>(base.strategy().given()).toString(),
                        request.grid().toString(),
                        request.objective().toString(),
                        base.instrument().toString(),
                        base.capital().toString(),
                        base.sizing().toString(),
                        base.timing().toString(),
                        base.venue().toString(),
                        base.policy().toString(),
                        base.bars().format().toString());
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void addBars(MessageDigest digest, BarSeries bars) {
        ByteBuffer row = ByteBuffer.allocate(6 * Long.BYTES);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            row.clear();
            row.putLong(bar.openMillis()).putLong(bar.open()).putLong(bar.high());
            row.putLong(bar.low()).putLong(bar.close()).putLong(bar.volume());
            digest.update(row.flip());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
