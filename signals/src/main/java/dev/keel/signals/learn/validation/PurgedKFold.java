package dev.keel.signals.learn.validation;

import dev.keel.signals.learn.label.Span;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Each of k blocks of neighbours is tested once, by a model of the others.
 *
 * <p>Reference: Marcos Lopez de Prado, "Advances in Financial Machine Learning", 2018, chapter 7.
 *
 * @param folds at least 2
 * @param embargo the share of all samples after a tested block that is not trained on; 0 to 0.5
 */
public record PurgedKFold(int folds, double embargo) implements Splitting {
    public PurgedKFold {
        if (folds < 2 || folds > 100) {
            throw new IllegalArgumentException("folds must be within 2..100, was " + folds);
        }
        Blocks.requireEmbargo(embargo);
    }

    @Override
    public List<Split> splits(List<Span> spans) {
        Blocks blocks = new Blocks(spans, folds);
        int kept = Blocks.embargo(embargo, spans.size());
        return IntStream.range(0, folds)
                .mapToObj(block -> {
                    IntPredicate far = blocks.farFrom(block, kept);
                    return new Split(
                            IntStream.range(0, spans.size()).filter(far).toArray(),
                            blocks.samples(block).toArray());
                })
                .toList();
    }

    @Override
    public String describe() {
        return "purged " + folds + "-fold, embargo " + embargo;
    }
}
