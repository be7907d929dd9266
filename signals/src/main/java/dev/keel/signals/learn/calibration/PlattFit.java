package dev.keel.signals.learn.calibration;

/**
 * Fits Platt's calibration: the line whose log loss on slightly softened outcomes is least, found
 * by Newton steps that are halved until they help.
 *
 * <pre>
 * target = (n1 + 1) / (n1 + 2) where 1 happened, 1 / (n0 + 2) where 0 did
 * </pre>
 *
 * <p>Where a falling line would fit best, the model says nothing: then the line is level, and the
 * probability is the base rate.
 *
 * <p>Reference: J. Platt, "Probabilistic outputs for support vector machines", 1999; H. Lin, C. Lin
 * and R. Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine
 * Learning 68, 2007.
 */
final class PlattFit {
    private static final int MOST_STEPS = 100;
    private static final double LEAST_STEP = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double LEAST_ODDS = 1e-12;

    private final double[] scores;
    private final double[] targets;
    private double a;
    private double b;

    private PlattFit(double[] predictions, int[] outcomes) {
        double ones = 0;
        for (int outcome : outcomes) {
            ones += outcome;
        }
        double zeros = outcomes.length - ones;
        this.scores = new double[outcomes.length];
        this.targets = new double[outcomes.length];
        for (int i = 0; i < outcomes.length; i++) {
            scores[i] = logOdds(predictions[i]);
            targets[i] = outcomes[i] == 1 ? (ones + 1) / (ones + 2) : 1 / (zeros + 2);
        }
        this.b = StrictMath.log((zeros + 1) / (ones + 1));
    }

    static Calibration.Platt of(double[] predictions, int[] outcomes) {
        if (outcomes.length == 0 || predictions.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "predictions must be as many as outcomes and at least 1, were "
                            + predictions.length
                            + " for "
                            + outcomes.length);
        }
        PlattFit fit = new PlattFit(predictions, outcomes);
        double level = fit.b;
        fit.minimise();
        return fit.a > 0 ? new Calibration.Platt(0, level) : new Calibration.Platt(fit.a, fit.b);
    }

    static double logOdds(double prediction) {
        double p = Math.clamp(prediction, LEAST_ODDS, 1 - LEAST_ODDS);
        return StrictMath.log(p / (1 - p));
    }

    private void minimise() {
        double loss = loss(a, b);
        for (int step = 0; step < MOST_STEPS; step++) {
            double gradientA = 0;
            double gradientB = 0;
            double aa = RIDGE;
            double ab = 0;
            double bb = RIDGE;
            for (int i = 0; i < scores.length; i++) {
                double p = 1 / (1 + StrictMath.exp(a * scores[i] + b));
                double error = targets[i] - p;
                double curve = p * (1 - p);
                gradientA += error * scores[i];
                gradientB += error;
                aa += curve * scores[i] * scores[i];
                ab += curve * scores[i];
                bb += curve;
            }
            double determinant = aa * bb - ab * ab;
            double moveA = -(bb * gradientA - ab * gradientB) / determinant;
            double moveB = -(aa * gradientB - ab * gradientA) / determinant;
            double length = 1;
            double next = loss(a + moveA, b + moveB);
            while (!(next < loss) && length > LEAST_STEP) {
                length /= 2;
                next = loss(a + length * moveA, b + length * moveB);
            }
            if (!(next < loss)) {
                return;
            }
            a += length * moveA;
            b += length * moveB;
            loss = next;
        }
    }

    /** Written so that no exponential overflows. */
    private double loss(double tryA, double tryB) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = tryA * scores[i] + tryB;
            sum +=
                    z >= 0
                            ? targets[i] * z + StrictMath.log1p(StrictMath.exp(-z))
                            : (targets[i] - 1) * z + StrictMath.log1p(StrictMath.exp(z));
        }
        return sum;
    }
}
