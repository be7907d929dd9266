package dev.keel.signals.indicator;

/**
 * An indicator that is fed one number per closed bar, oldest first, and answers at once.
 *
 * <p>An update takes constant time and allocates nothing. The value at a bar depends on the inputs
 * up to that bar and on nothing else, so it equals what a batch over the same inputs gives, and
 * later inputs never change it. An instance belongs to one series and one thread.
 *
 * <p>An indicator with several outputs returns its main one from {@link #update} and names the
 * others.
 */
public interface StreamingIndicator {

    /**
     * The largest magnitude that {@link #update} takes: squares of it, and their sums, stay finite.
     */
    double LARGEST_INPUT = 1e100;

    /**
     * Takes the next input and returns the value at that bar, which is finite but not settled
     * before {@link #isReady()}.
     *
     * @throws IllegalArgumentException if the input is not a number, infinite, or beyond {@link
     *     #LARGEST_INPUT} in magnitude; the indicator is then as it was before
     */
    double update(double input);

    /**
     * Returns the value of the last update.
     *
     * @throws IllegalStateException before the first update: there is no value yet
     */
    double value();

    /** Returns how many inputs were taken. */
    long bars();

    /**
     * Returns how many inputs it takes until the start no longer matters; each indicator says what
     * that means.
     */
    int warmUpBars();

    /** Tells whether the value may be acted upon: {@link #warmUpBars()} inputs were taken. */
    default boolean isReady() {
        return bars() >= warmUpBars();
    }
}
