package dev.keel.signals.fusion;

/**
 * What an expert's score is worth, learned outcome by outcome: the probability that the upper
 * barrier comes first.
 *
 * <pre>
 * p = 1 / (1 + exp(-(a + b s))), within 0.02 .. 0.98
 * </pre>
 *
 * <p>a and b start at a guess, 0 and 0.5, and each outcome moves them by one Newton step towards
 * the maximum of a likelihood that forgets, with the guess as Gaussian prior:
 *
 * <pre>
 * g = 1 - u / 1000                                    what is remembered
 * H = g H + (1 - g) H0 + u p (1 - p) x x'             x = (1, s), H0 = diag(1/0.25^2, 1/0.5^2)
 * (a, b) += H^-1 (u (y - p) x + (1 - g) H0 ((0, 0.5) - (a, b)))
 * </pre>
 *
 * <p>y is 1 if the upper barrier came first, else 0; u how much of the outcome is news. Afterwards
 * a is held within -0.5 .. 0.5 and b within 0 .. 4: an expert that is wrong more often than right
 * loses its voice, and is never read backwards. About 64 outcomes of strong scores weigh as much as
 * the guess; about 1000 are remembered. Deterministic, constant time, no allocation.
 *
 * <p>Reference: J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999, for the form;
 * the recursive step is iteratively reweighted least squares, one step per outcome (C. Bishop,
 * "Pattern Recognition and Machine Learning", 2006, 4.3.3). Guess, memory and bounds are Keel's.
 */
final class Calibrator {
    static final double LEAST = 0.02;
    static final double MOST = 0.98;
    static final double LARGEST_INTERCEPT = 0.5;
    static final double LARGEST_SLOPE = 4;
    static final double GUESSED_SLOPE = 0.5;
    private static final double MEMORY = 1_000;
    private static final double INTERCEPT_PRECISION = 1 / (0.25 * 0.25);
    private static final double SLOPE_PRECISION = 1 / (0.5 * 0.5);

    private double intercept;
    private double slope = GUESSED_SLOPE;
    private double h11 = INTERCEPT_PRECISION;
    private double h12;
    private double h22 = SLOPE_PRECISION;

    double probability(double score) {
        return Math.min(MOST, Math.max(LEAST, logistic(intercept + slope * score)));
    }

    /**
     * Learns from an outcome.
     *
     * @param score what the expert said
     * @param up whether the upper barrier came first
     * @param news how much of the outcome is news, above 0 and at most 1
     */
    void update(double score, boolean up, double news) {
        double p = logistic(intercept + slope * score);
        double forgotten = news / MEMORY;
        double kept = 1 - forgotten;
        double curvature = news * p * (1 - p);
        h11 = kept * h11 + forgotten * INTERCEPT_PRECISION + curvature;
        h12 = kept * h12 + curvature * score;
        h22 = kept * h22 + forgotten * SLOPE_PRECISION + curvature * score * score;
        double error = news * ((up ? 1 : 0) - p);
        double g1 = error - forgotten * INTERCEPT_PRECISION * intercept;
        double g2 = error * score + forgotten * SLOPE_PRECISION * (GUESSED_SLOPE - slope);
        double determinant = h11 * h22 - h12 * h12;
        intercept = within(intercept + (h22 * g1 - h12 * g2) / determinant, -LARGEST_INTERCEPT);
        slope = Math.min(LARGEST_SLOPE, Math.max(0, slope + (h11 * g2 - h12 * g1) / determinant));
    }

    double intercept() {
        return intercept;
    }

    double slope() {
        return slope;
    }

    private static double within(double value, double least) {
        return Math.min(-least, Math.max(least, value));
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
