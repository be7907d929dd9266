package dev.keel.signals.learn.label;

/**
 * What became of a trade.
 *
 * @param span from the bar it was opened at to the one it was settled at
 * @param outcome 1 if the profit barrier came first, -1 if the stop did; at the horizon the sign of
 *     the return, or 0
 * @param grossReturn what the trade made, as a fraction of its opening price, before costs
 * @param netReturn the same after costs
 */
public record Label(Span span, int outcome, double grossReturn, double netReturn) {
    public Label {
        if (outcome < -1 || outcome > 1) {
            throw new IllegalArgumentException("outcome must be within -1..1, was " + outcome);
        }
    }

    /** Tells whether it made more than it cost. */
    public boolean isProfitable() {
        return netReturn > 0;
    }
}
