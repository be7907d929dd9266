package dev.keel.signals.learn.label;

import java.util.Optional;

/**
 * Labels a trade that is opened at a bar's close by the first of three barriers that it meets: one
 * of profit, one of loss, and a horizon.
 *
 * <pre>
 * sigma  = deviation of one-bar returns at the bar x sqrt(horizon)
 * profit = close (1 + pt sigma), stop = close (1 - sl sigma) for a long trade; mirrored for a short
 * </pre>
 *
 * <p>Highs and lows of the bars after the opening one decide. If one bar reaches both, the stop
 * counts as first: what happened within the bar is not known, and the worse is assumed. A stop
 * fills at the barrier, or at the open if the bar opened beyond it; a profit at the barrier, or at
 * the better open.
 *
 * <p>Reference: Marcos Lopez de Prado, "Advances in Financial Machine Learning", 2018, chapter 3;
 * the use of highs and lows and the stop's precedence are Keel's.
 */
public final class TripleBarrier {
    private final BarrierSettings settings;

    public TripleBarrier(BarrierSettings settings) {
        this.settings = settings;
    }

    /**
     * Labels the trade at a bar, or nothing if the bars end before its horizon: only the trades
     * that were settled early would be known then, and they are not like the others.
     *
     * @param deviation of returns over one bar at the opening bar, above 0
     */
    public Optional<Label> label(PricePath path, int at, double deviation, TradeSide side) {
        return labelWithin(path, at, deviation * Math.sqrt(settings.horizonBars()), side);
    }

    /**
     * Labels the trade at a bar whose deviation over the whole horizon is known.
     *
     * @param sigma deviation of the return over the horizon, above 0
     */
    public Optional<Label> labelWithin(PricePath path, int at, double sigma, TradeSide side) {
        if (!(sigma > 0 && Double.isFinite(sigma))) {
            throw new IllegalArgumentException("deviation must be above 0, was " + sigma);
        }
        int last = at + settings.horizonBars();
        if (last >= path.size()) {
            return Optional.empty();
        }
        double entry = path.close(at);
        double sign = side.sign();
        double profit = entry * (1 + sign * settings.profitTake() * sigma);
        double stop = entry * (1 - sign * settings.stopLoss() * sigma);
        for (int i = at + 1; i <= last; i++) {
            double worst = sign > 0 ? path.low(i) : path.high(i);
            double best = sign > 0 ? path.high(i) : path.low(i);
            if (sign * (worst - stop) <= 0) {
                double fill = sign * Math.min(sign * path.open(i), sign * stop);
                return Optional.of(settled(at, i, -1, sign * (fill / entry - 1)));
            }
            if (sign * (best - profit) >= 0) {
                double fill = sign * Math.max(sign * path.open(i), sign * profit);
                return Optional.of(settled(at, i, 1, sign * (fill / entry - 1)));
            }
        }
        double gross = sign * (path.close(last) / entry - 1);
        int outcome =
                switch (settings.timeout()) {
                    case SIGN -> (int) Math.signum(gross);
                    case NEUTRAL -> 0;
                };
        return Optional.of(settled(at, last, outcome, gross));
    }

    private Label settled(int start, int end, int outcome, double gross) {
        return new Label(new Span(start, end), outcome, gross, gross - settings.cost());
    }
}
