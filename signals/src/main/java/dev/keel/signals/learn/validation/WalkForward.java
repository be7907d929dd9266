package dev.keel.signals.learn.validation;

import dev.keel.signals.learn.label.Span;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Time as it passes: each block but the first few is tested by a model of blocks before it alone.
 *
 * @param blocks into how many all samples are cut, within 2..100
 * @param first the first block that is tested, at least 1
 * @param window how many blocks before the tested one are trained on; 0 for all of them
 */
public record WalkForward(int blocks, int first, int window) implements Splitting {
    public WalkForward {
        if (blocks < 2 || blocks > 100) {
            throw new IllegalArgumentException("blocks must be within 2..100, was " + blocks);
        }
        if (first < 1 || first >= blocks) {
            throw new IllegalArgumentException(
                    "first must be at least 1 and below blocks, was " + first);
        }
        if (window < 0) {
            throw new IllegalArgumentException("window must not be negative, was " + window);
        }
    }

    @Override
    public List<Split> splits(List<Span> spans) {
        Blocks cut = new Blocks(spans, blocks);
        return IntStream.range(first, blocks)
                .mapToObj(block -> {
                    int oldest = window == 0 ? 0 : cut.begin(Math.max(0, block - window));
                    int start = spans.get(cut.begin(block)).start();
                    return new Split(
                            IntStream.range(oldest, cut.begin(block))
                                    .filter(sample -> spans.get(sample).end() < start)
                                    .toArray(),
                            cut.samples(block).toArray());
                })
                .toList();
    }

    @Override
    public String describe() {
        return "purged walk-forward, blocks "
                + first
                + " to "
                + (blocks - 1)
                + " of "
                + blocks
                + (window == 0 ? ", anchored" : ", window " + window);
    }
}
