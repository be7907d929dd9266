package dev.keel.sim.validate.chance;

import dev.keel.core.statistics.Sample;

/**
 * What became of many paths of equity, each starting at 1.
 *
 * @param totalReturn of every path, as a fraction
 * @param maxDrawdown of every path, as a fraction of its peak
 * @param ruined the share of paths that at some time were worth less than the ruin level
 * @param lost the share of paths that ended below their start
 * @param actualReturn what really came out
 * @param actualDrawdown the greatest drawdown there really was, measured the same way
 */
public record Paths(
        Sample totalReturn,
        Sample maxDrawdown,
        double ruined,
        double lost,
        double actualReturn,
        double actualDrawdown) {

    /** How many there are. */
    public int count() {
        return totalReturn.size();
    }

    /** Collects paths one by one. */
    static final class Collector {
        private final double ruinLevel;
        private final double[] totalReturns;
        private final double[] drawdowns;
        private int count;
        private int ruined;
        private int lost;

        Collector(int paths, double ruinLevel) {
            if (paths < 10) {
                throw new IllegalArgumentException("paths must be at least 10, was " + paths);
            }
            if (!(ruinLevel > 0 && ruinLevel < 1)) {
                throw new IllegalArgumentException(
                        "ruinLevel must be above 0 and below 1, was " + ruinLevel);
            }
            this.ruinLevel = ruinLevel;
            this.totalReturns = new double[paths];
            this.drawdowns = new double[paths];
        }

        void add(double[] returns) {
            Path path = Path.of(returns);
            totalReturns[count] = path.end - 1;
            drawdowns[count] = path.drawdown;
            count++;
            ruined += path.least < ruinLevel ? 1 : 0;
            lost += path.end < 1 ? 1 : 0;
        }

        Paths against(double[] actual) {
            Path real = Path.of(actual);
            return new Paths(
                    Sample.of(totalReturns),
                    Sample.of(drawdowns),
                    (double) ruined / count,
                    (double) lost / count,
                    real.end - 1,
                    real.drawdown);
        }
    }

    /** One path: where it ended, its least equity, its greatest drawdown. */
    private record Path(double end, double least, double drawdown) {
        static Path of(double[] returns) {
            double equity = 1;
            double peak = 1;
            double least = 1;
            double drawdown = 0;
            for (double value : returns) {
                equity *= 1 + value;
                peak = Math.max(peak, equity);
                least = Math.min(least, equity);
                drawdown = Math.max(drawdown, 1 - equity / peak);
            }
            return new Path(equity, least, drawdown);
        }
    }
}
