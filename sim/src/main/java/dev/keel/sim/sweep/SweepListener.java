package dev.keel.sim.sweep;

/** Hears how far a sweep has come. Called by several threads. */
@FunctionalInterface
public interface SweepListener {
    /**
     * Takes news.
     *
     * @param done combinations that are done
     * @param wanted combinations that will be tried, at most
     */
    void onProgress(int done, int wanted);
}
