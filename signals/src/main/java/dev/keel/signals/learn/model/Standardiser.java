package dev.keel.signals.learn.model;

/**
 * Brings every feature to mean 0 and deviation 1, as they were in the samples it was made of: in a
 * validation those are the training samples of the fold, and no others.
 */
final class Standardiser {
    private final double[] means;
    private final double[] scales;

    Standardiser(double[] means, double[] scales) {
        this.means = means;
        this.scales = scales;
    }

    /** Takes weighted means and deviations; a feature that never differs becomes 0. */
    static Standardiser of(Samples samples) {
        int columns = samples.columns();
        double[] means = new double[columns];
        double[] scales = new double[columns];
        double total = 0;
        for (int row = 0; row < samples.rows(); row++) {
            total += samples.weight(row);
        }
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int row = 0; row < samples.rows(); row++) {
                sum += samples.weight(row) * samples.value(row, column);
            }
            double mean = sum / total;
            double squares = 0;
            for (int row = 0; row < samples.rows(); row++) {
                double difference = samples.value(row, column) - mean;
                squares += samples.weight(row) * difference * difference;
            }
            double deviation = Math.sqrt(squares / total);
            means[column] = mean;
            scales[column] = deviation > 1e-12 ? 1 / deviation : 0;
        }
        return new Standardiser(means, scales);
    }

    double[] means() {
        return means.clone();
    }

    double[] scales() {
        return scales.clone();
    }

    double scaled(int column, double value) {
        return (value - means[column]) * scales[column];
    }
}
