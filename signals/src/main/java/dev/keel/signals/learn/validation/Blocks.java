package dev.keel.signals.learn.validation;

import dev.keel.signals.learn.label.Span;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Samples cut into blocks of neighbours, and what must stay away from a block. */
final class Blocks {
    private final List<Span> spans;
    private final int count;

    Blocks(List<Span> spans, int count) {
        if (spans.size() < count) {
            throw new IllegalArgumentException(
                    "samples must be at least as many as blocks, were "
                            + spans.size()
                            + " for "
                            + count);
        }
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).start() < spans.get(i - 1).start()) {
                throw new IllegalArgumentException(
                        "samples must be in the order of their starts, sample " + i + " is not");
            }
        }
        this.spans = spans;
        this.count = count;
    }

    /** The first sample of a block; of block {@code count} the end of all. */
    int begin(int block) {
        return Math.toIntExact((long) spans.size() * block / count);
    }

    IntStream samples(int block) {
        return IntStream.range(begin(block), begin(block + 1));
    }

    /**
     * Tells which samples may be trained on while a block is tested: those that share no bar with
     * the block's labels, and are not among the {@code embargo} next ones after them.
     */
    IntPredicate farFrom(int block, int embargo) {
        Span tested = reach(block);
        int firstAfter = firstStartingAfter(tested.end());
        return sample ->
                !spans.get(sample).overlaps(tested)
                        && !(sample >= firstAfter && sample < firstAfter + embargo);
    }

    /** From the first bar to the last that the block's labels know of. */
    Span reach(int block) {
        int end = samples(block).map(sample -> spans.get(sample).end()).max().orElseThrow();
        return new Span(spans.get(begin(block)).start(), end);
    }

    private int firstStartingAfter(int bar) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).start() > bar) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static int embargo(double fraction, int samples) {
        return (int) Math.ceil(fraction * samples);
    }

    static double requireEmbargo(double fraction) {
        if (!(fraction >= 0 && fraction <= 0.5)) {
            throw new IllegalArgumentException("embargo must be within 0..0.5, was " + fraction);
        }
        return fraction;
    }
}
