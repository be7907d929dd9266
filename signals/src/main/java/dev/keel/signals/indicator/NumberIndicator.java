package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Feeds one number of each bar to a streaming indicator, and reads its outputs. */
final class NumberIndicator<K extends StreamingIndicator> implements BarIndicator {
    private final K indicator;
    private final BarInput input;
    private final List<ToDoubleFunction<? super K>> readers;

    NumberIndicator(K indicator, BarInput input, List<ToDoubleFunction<? super K>> readers) {
        this.indicator = indicator;
        this.input = input;
        this.readers = readers;
    }

    @Override
    public void update(Bar bar) {
        indicator.update(input.of(bar));
    }

    @Override
    public double output(int index) {
        return readers.get(index).applyAsDouble(indicator);
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
