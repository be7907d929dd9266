package dev.keel.signals.learn.validation;

/** The numbers of the samples to train on and to test on, both increasing. */
public final class Split {
    private final int[] train;
    private final int[] test;

    Split(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /** The samples to train on; a copy. */
    public int[] train() {
        return train.clone();
    }

    /** The samples to test on; a copy. */
    public int[] test() {
        return test.clone();
    }
}
