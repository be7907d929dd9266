package dev.keel.signals.learn.label;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a trade may run before it is settled.
 *
 * @param profitTake distance of the barrier on the trade's side, in deviations; above 0
 * @param stopLoss distance of the one against it, in deviations; above 0
 * @param horizonBars after so many bars the trade is settled where it stands; at least 1
 * @param volatilitySpan of the moving deviation of one-bar returns that the distances count in
 * @param cost of the whole trade, both fees, half spreads and slippages, as a fraction of its price
 * @param timeout what a trade is that met no barrier
 */
public record BarrierSettings(
        double profitTake,
        double stopLoss,
        int horizonBars,
        int volatilitySpan,
        double cost,
        Timeout timeout) {
    private static final String NUMBER = "([0-9.E-]{1,30})";
    private static final Pattern DESCRIBED =
            Pattern.compile(
                    "triple-barrier profit="
                            + NUMBER
                            + " stop="
                            + NUMBER
                            + " horizon=(\\d{1,6}) span=(\\d{1,6}) cost="
                            + NUMBER
                            + " timeout=(sign|neutral)");

    public BarrierSettings {
        requireAbove("profitTake", profitTake);
        requireAbove("stopLoss", stopLoss);
        if (horizonBars < 1 || horizonBars > 100_000) {
            throw new IllegalArgumentException(
                    "horizonBars must be within 1..100000, was " + horizonBars);
        }
        if (volatilitySpan < 2 || volatilitySpan > 100_000) {
            throw new IllegalArgumentException(
                    "volatilitySpan must be within 2..100000, was " + volatilitySpan);
        }
        if (!(cost >= 0 && cost < 1)) {
            throw new IllegalArgumentException("cost must be within 0..1, was " + cost);
        }
    }

    private static void requireAbove(String name, double value) {
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException(
                    name + " must be above 0 and at most 100, was " + value);
        }
    }

    /** One line from which {@link #parse} makes the same settings again. */
    public String describe() {
        return "triple-barrier profit="
                + profitTake
                + " stop="
                + stopLoss
                + " horizon="
                + horizonBars
                + " span="
                + volatilitySpan
                + " cost="
                + cost
                + " timeout="
                + timeout.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #describe} wrote.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static BarrierSettings parse(String text) {
        Matcher matcher = DESCRIBED.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "label must be triple-barrier profit=... stop=... horizon=... span=... cost=..."
                            + " timeout=sign|neutral, was '"
                            + text
                            + "'");
        }
        return new BarrierSettings(
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Double.parseDouble(matcher.group(5)),
                Timeout.valueOf(matcher.group(6).toUpperCase(Locale.ROOT)));
    }

    /** What a trade is that met no barrier. */
    public enum Timeout {
        /** A gain or a loss by the sign of its return; neither if that is 0. */
        SIGN,
        /** Neither. */
        NEUTRAL
    }
}
