package dev.keel.signals.ehlers.filter;

import java.util.Arrays;

/** The four stages that {@link LaguerreFilter} and the Laguerre RSI are made of. */
public final class LaguerreStages {
    private static final int STAGES = 4;

    /** (1 + t + t^2/2 + t^3/6) exp(-t) is 1 % here: four equal poles. */
    private static final double FOUR_POLE_DECAY = 10.045;

    private final double gamma;
    private final double[] stages = new double[STAGES];
    private boolean started;

    /** Creates the stages at their start: at the first price. */
    public LaguerreStages(double gamma) {
        this.gamma = gamma;
    }

    /** Takes the next price. */
    public void next(double input) {
        if (!started) {
            started = true;
            Arrays.fill(stages, input);
            return;
        }
        double before = stages[0];
        stages[0] = (1 - gamma) * input + gamma * before;
        for (int i = 1; i < STAGES; i++) {
            double own = stages[i];
            stages[i] = -gamma * stages[i - 1] + before + gamma * own;
            before = own;
        }
    }

    /** A stage's value, 0 to 3. */
    public double stage(int index) {
        return stages[index];
    }

    /** The bars until about 1 % of a wrong start remains. */
    public static int warmUpBars(double gamma) {
        return STAGES + (gamma == 0 ? 1 : (int) Math.ceil(FOUR_POLE_DECAY / -Math.log(gamma)));
    }
}
