package dev.keel.bench;

/**
 * The limit of {@code bench backtest}: sma-cross with one unit a trade, filled at the next open, as
 * a bare loop over arrays. No orders, no risk, no ledger: what the machine could do if nothing but
 * the arithmetic mattered.
 */
final class HandLoop {
    private HandLoop() {}

    /**
     * Runs the loop; averages are compared through sums, which are exact for prices with few
     * digits.
     *
     * @return the trades (buys and sells) and the equity at the last close
     */
    static Outcome run(
            double[] open, double[] close, int fast, int slow, double capital, double fee) {
        double cash = capital;
        double fastSum = 0;
        double slowSum = 0;
        int units = 0;
        int wanted = 0;
        int trades = 0;
        int before = 0;
        for (int i = 0; i < close.length; i++) {
            if (wanted > units) {
                cash -= open[i] * (1 + fee);
                units = 1;
                trades++;
            } else if (wanted < units) {
                cash += open[i] * (1 - fee);
                units = 0;
                trades++;
            }
            fastSum += close[i] - (i >= fast ? close[i - fast] : 0);
            slowSum += close[i] - (i >= slow ? close[i - slow] : 0);
            if (i >= slow - 1) {
                double difference = fastSum * slow - slowSum * fast;
                int order = difference > 0 ? 1 : difference < 0 ? -1 : 0;
                if (i >= slow && before <= 0 && order > 0) {
                    wanted = 1;
                } else if (i >= slow && before >= 0 && order < 0) {
                    wanted = 0;
                }
                before = order;
            }
        }
        return new Outcome(trades, cash + units * close[close.length - 1]);
    }

    /** What both sides must agree on. */
    record Outcome(int trades, double equity) {}
}
