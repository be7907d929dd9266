package dev.keel.signals.indicator;

/**
 * Sum, mean, variance, weighted mean and correlation with time of the last numbers of a series, in
 * constant time per number on average and without allocation.
 *
 * <p>The window is cut into blocks as long as itself. What of it lies in the last block is kept as
 * sums over that block's endings, what lies in the current one as running sums; once a block is
 * full its endings are worked out. Nothing is ever taken out of a sum, so no error builds up, and
 * all is counted from a number that was in the window a block ago, so a small variance around a
 * high price keeps its digits.
 *
 * <p>Before it has taken as many as it holds, all answers are those of the numbers there are.
 */
public final class WindowMoments {
    private final int length;
    private final double[] values;
    private final double[] sumFrom;
    private final double[] squaresFrom;
    private final double[] weightedFrom;
    private double blockSum;
    private double blockSquares;
    private double blockWeighted;
    private double origin;
    private int filled;
    private int size;

    /** Creates the moments of the last so many numbers, at least 1. */
    public WindowMoments(int length) {
        this.length = length;
        values = new double[length];
        sumFrom = new double[length + 1];
        squaresFrom = new double[length + 1];
        weightedFrom = new double[length + 1];
    }

    /** Takes the next number; the oldest of a full window leaves. */
    public void add(double value) {
        if (size == 0) {
            origin = value;
        } else if (filled == length) {
            endBlock();
        }
        double distance = value - origin;
        blockWeighted += length * distance - blockSum;
        blockSum += distance;
        blockSquares += distance * distance;
        values[filled] = value;
        filled++;
        if (size < length) {
            size++;
        }
    }

    /** How many numbers it holds by now. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == length;
    }

    /** The sum of the numbers. */
    public double sum() {
        return size * origin + distances();
    }

    /** The plain mean; there must be a number. */
    public double mean() {
        return origin + distances() / size;
    }

    /** The mean with weights that rise by one a number, the newest having the most. */
    public double weightedMean() {
        return origin + weighted() / (0.5 * size * (size + 1.0));
    }

    /** The mean of the squared distances from the mean, not negative. */
    public double variance() {
        double mean = distances() / size;
        return Math.max(0, (blockSquares + squaresFrom[filled]) / size - mean * mean);
    }

    /** The root of {@link #variance()}. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** By how much a straight line of least squares through the numbers rises per bar. */
    public double slope() {
        return Ratio.orZero(covarianceWithTime(), timeVariance());
    }

    /** Pearson's correlation with a rising straight line, -1 to 1; 0 where nothing moves. */
    public double correlationWithTime() {
        double correlation =
                Ratio.orZero(covarianceWithTime(), standardDeviation() * Math.sqrt(timeVariance()));
        return Math.clamp(correlation, -1, 1);
    }

    private double covarianceWithTime() {
        return weighted() / size - (size + 1) / 2.0 * (distances() / size);
    }

    private double timeVariance() {
        return ((double) size * size - 1) / 12;
    }

    private double distances() {
        return blockSum + sumFrom[filled];
    }

    /** Distances times 1 for the oldest number to the size for the newest. */
    private double weighted() {
        return blockWeighted + weightedFrom[filled] - (length - size) * distances();
    }

    private void endBlock() {
        origin = values[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            double distance = values[i] - origin;
            sumFrom[i] = sumFrom[i + 1] + distance;
            squaresFrom[i] = squaresFrom[i + 1] + distance * distance;
            weightedFrom[i] = weightedFrom[i + 1] + sumFrom[i];
        }
        blockSum = 0;
        blockSquares = 0;
        blockWeighted = 0;
        filled = 0;
    }
}
