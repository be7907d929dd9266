package dev.keel.bench;

/**
 * The limit of {@code bench sweep}: sma-cross with all cash in each trade, filled at the next open,
 * as a bare loop over arrays.
 */
final class AllCashLoop {
    private final double[] open;
    private final double[] close;
    private final double capital;
    private final double fee;

    /**
     * Takes the arrays as they are.
     *
     * @param fee of every fill, as a fraction of its notional
     */
    AllCashLoop(double[] open, double[] close, double capital, double fee) {
        this.open = open;
        this.close = close;
        this.capital = capital;
        this.fee = fee;
    }

    /** What both sides must agree on, and the Sharpe ratio per bar where it was computed. */
    record Outcome(int fills, double equity, double sharpe) {}

    /** One pass without a look at equity between the trades. */
    Outcome finalEquityOnly(int fast, int slow) {
        double cash = capital;
        double units = 0;
        double fastSum = 0;
        double slowSum = 0;
        boolean wanted = false;
        int fills = 0;
        int before = 0;
        for (int i = 0; i < close.length; i++) {
            if (wanted && units == 0) {
                units = cash / (open[i] * (1 + fee));
                cash = 0;
                fills++;
            } else if (!wanted && units > 0) {
                cash += units * open[i] * (1 - fee);
                units = 0;
                fills++;
            }
            fastSum += close[i] - (i >= fast ? close[i - fast] : 0);
            slowSum += close[i] - (i >= slow ? close[i - slow] : 0);
            if (i >= slow - 1) {
                double difference = fastSum * slow - slowSum * fast;
                int order = difference > 0 ? 1 : difference < 0 ? -1 : 0;
                if (i >= slow && before <= 0 && order > 0) {
                    wanted = true;
                } else if (i >= slow && before >= 0 && order < 0) {
                    wanted = false;
                }
                before = order;
            }
        }
        return new Outcome(fills, cash + units * close[close.length - 1], Double.NaN);
    }

    /** One pass that takes the mean and the squares of the returns along. */
    Outcome withReturns(int fast, int slow) {
        double cash = capital;
        double units = 0;
        double fastSum = 0;
        double slowSum = 0;
        boolean wanted = false;
        int fills = 0;
        int before = 0;
        double previous = capital;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < close.length; i++) {
            if (wanted && units == 0) {
                units = cash / (open[i] * (1 + fee));
                cash = 0;
                fills++;
            } else if (!wanted && units > 0) {
                cash += units * open[i] * (1 - fee);
                units = 0;
                fills++;
            }
            fastSum += close[i] - (i >= fast ? close[i - fast] : 0);
            slowSum += close[i] - (i >= slow ? close[i - slow] : 0);
            if (i >= slow - 1) {
                double difference = fastSum * slow - slowSum * fast;
                int order = difference > 0 ? 1 : difference < 0 ? -1 : 0;
                if (i >= slow && before <= 0 && order > 0) {
                    wanted = true;
                } else if (i >= slow && before >= 0 && order < 0) {
                    wanted = false;
                }
                before = order;
            }
            double equity = cash + units * close[i];
            double change = equity / previous - 1;
            sum += change;
            squares += change * change;
            previous = equity;
        }
        double mean = sum / close.length;
        double deviation = Math.sqrt(squares / close.length - mean * mean);
        return new Outcome(fills, previous, mean / deviation);
    }
}
