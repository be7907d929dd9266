package dev.keel.signals.learn;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import java.util.List;

/** Has no opinion, ever: the market has no champion. */
final class SleepingExpert implements Expert {
    @Override
    public void onBar(Bar bar) {
        // There is no model to ask.
    }

    @Override
    public boolean isAwake() {
        return false;
    }

    @Override
    public double score() {
        return 0;
    }

    @Override
    public double reliability() {
        return 0;
    }

    @Override
    public int warmUpBars() {
        return 0;
    }

    @Override
    public List<Reason> evidence() {
        return List.of();
    }
}
