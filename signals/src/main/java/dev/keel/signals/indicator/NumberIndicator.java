package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;

/** Feeds one number of each bar to a streaming indicator. */
final class NumberIndicator implements BarIndicator {
    private final StreamingIndicator indicator;
    private final BarInput input;

    NumberIndicator(StreamingIndicator indicator, BarInput input) {
        this.indicator = indicator;
        this.input = input;
    }

    @Override
    public void update(Bar bar) {
        indicator.update(input.of(bar));
    }

    @Override
    public double output(int index) {
        return indicator.value();
    }

    @Override
    public long bars() {
        return indicator.bars();
    }

    @Override
    public int warmUpBars() {
        return indicator.warmUpBars();
    }
}
