package dev.keel.signals.learn.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns what a model says into a probability. Never falling: it does not change which of two
 * predictions is the higher.
 */
public sealed interface Calibration {
    /** From so many samples on the isotonic calibration is used, below it Platt's. */
    int ISOTONIC_SAMPLES = 1_000;

    /** The probability of outcome 1, within 0..1. */
    double apply(double prediction);

    /** One line from which {@link #parse} makes the same calibration again. */
    String describe();

    /**
     * Fits the calibration that suits the number of samples.
     *
     * @param predictions out of fold, within 0..1
     * @param outcomes 0 or 1
     */
    static Calibration fit(double[] predictions, int[] outcomes) {
        return outcomes.length < ISOTONIC_SAMPLES
                ? PlattFit.of(predictions, outcomes)
                : IsotonicFit.of(predictions, outcomes);
    }

    /**
     * Reads what {@link #describe} wrote.
     *
     * @throws IllegalArgumentException if it is not that
     */
    static Calibration parse(String text) {
        String[] words = text.split(" ", -1);
        try {
            return switch (words[0]) {
                case "none" -> new None();
                case "platt" ->
                        new Platt(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
                case "isotonic" -> isotonic(Arrays.asList(words).subList(1, words.length));
                default -> throw unreadable(text);
            };
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            throw unreadable(text);
        }
    }

    private static Isotonic isotonic(List<String> points) {
        double[] predictions = new double[points.size()];
        double[] probabilities = new double[points.size()];
        for (int i = 0; i < predictions.length; i++) {
            String[] pair = points.get(i).split(":", -1);
            predictions[i] = Double.parseDouble(pair[0]);
            probabilities[i] = Double.parseDouble(pair[1]);
        }
        return new Isotonic(predictions, probabilities);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "calibration must be none, platt A B or isotonic X:Y ..., was '" + text + "'");
    }

    /** Believes the model. */
    record None() implements Calibration {
        @Override
        public double apply(double prediction) {
            return prediction;
        }

        @Override
        public String describe() {
            return "none";
        }
    }

    /**
     * A straight line through the log odds.
     *
     * <pre>
     * p = 1 / (1 + exp(a f + b)), f = ln(prediction / (1 - prediction))
     * </pre>
     */
    record Platt(double a, double b) implements Calibration {
        public Platt {
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                throw new IllegalArgumentException(
                        "a and b must be finite, were " + a + " and " + b);
            }
        }

        @Override
        public double apply(double prediction) {
            return 1 / (1 + StrictMath.exp(a * PlattFit.logOdds(prediction) + b));
        }

        @Override
        public String describe() {
            return "platt " + a + " " + b;
        }
    }

    /** Straight lines between points that never fall, level outside of them. */
    final class Isotonic implements Calibration {
        private final double[] predictions;
        private final double[] probabilities;

        /**
         * @param predictions of the points, rising
         * @param probabilities of the points, never falling, within 0..1
         */
        public Isotonic(double[] predictions, double[] probabilities) {
            this.predictions = predictions.clone();
            this.probabilities = probabilities.clone();
            if (predictions.length == 0 || predictions.length != probabilities.length) {
                throw new IllegalArgumentException("points must be at least one");
            }
            for (int i = 0; i < predictions.length; i++) {
                boolean rises =
                        i == 0
                                || (predictions[i] > predictions[i - 1]
                                        && probabilities[i] >= probabilities[i - 1]);
                if (!rises || !(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                    throw new IllegalArgumentException(
                            "points must rise within 0..1, point " + i + " does not");
                }
            }
        }

        @Override
        public double apply(double prediction) {
            int found = Arrays.binarySearch(predictions, prediction);
            if (found >= 0) {
                return probabilities[found];
            }
            int after = -found - 1;
            if (after == 0) {
                return probabilities[0];
            }
            if (after == predictions.length) {
                return probabilities[after - 1];
            }
            double share =
                    (prediction - predictions[after - 1])
                            / (predictions[after] - predictions[after - 1]);
            return probabilities[after - 1]
                    + share * (probabilities[after] - probabilities[after - 1]);
        }

        @Override
        public String describe() {
            return "isotonic "
                    + IntStream.range(0, predictions.length)
                            .mapToObj(i -> predictions[i] + ":" + probabilities[i])
                            .collect(Collectors.joining(" "));
        }
    }
}
