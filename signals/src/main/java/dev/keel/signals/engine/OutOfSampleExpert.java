package dev.keel.signals.engine;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import java.util.List;

/**
 * An expert that was trained on bars and sleeps through them: what it would say there it was told.
 */
final class OutOfSampleExpert implements Expert {
    private final Expert expert;
    private final long trainedToMillis;
    private boolean outside;

    /**
     * Lets an expert speak of what it was not trained on.
     *
     * @param trainedToMillis when the last bar opened that it was trained on
     */
    OutOfSampleExpert(Expert expert, long trainedToMillis) {
        this.expert = expert;
        this.trainedToMillis = trainedToMillis;
    }

    @Override
    public void onBar(Bar bar) {
        expert.onBar(bar);
        outside = bar.openMillis() > trainedToMillis;
    }

    @Override
    public boolean isAwake() {
        return outside && expert.isAwake();
    }

    @Override
    public double score() {
        return isAwake() ? expert.score() : 0;
    }

    @Override
    public double reliability() {
        return isAwake() ? expert.reliability() : 0;
    }

    @Override
    public int warmUpBars() {
        return expert.warmUpBars();
    }

    @Override
    public List<Reason> evidence() {
        return isAwake() ? expert.evidence() : List.of();
    }
}
