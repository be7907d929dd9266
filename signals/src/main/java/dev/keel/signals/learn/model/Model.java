package dev.keel.signals.learn.model;

/**
 * What was learned: turns a row of features into the probability of outcome 1.
 *
 * <p>Used by one thread at a time, and closed by who made it; after that it must not be used.
 */
public interface Model extends AutoCloseable {
    /** The kind of model, by which {@link Models#load} reads it again. */
    String kind();

    /** The number of features in a row. */
    int columns();

    /** The probability of outcome 1, uncalibrated, within 0..1. */
    double predict(double[] row);

    /** The model as bytes, the same for the same model. A copy. */
    byte[] artefact();

    /**
     * How much each feature matters to this model, shares that sum to 1; all 0 if it cannot tell.
     * That a feature matters to a model does not mean that it tells anything true.
     */
    double[] importance();

    /** Gives native memory back. Doing it twice is the same as once. */
    @Override
    void close();
}
