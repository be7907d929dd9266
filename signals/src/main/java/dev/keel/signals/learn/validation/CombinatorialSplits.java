package dev.keel.signals.learn.validation;

import dev.keel.signals.learn.label.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Combinatorial purged cross-validation: of N blocks every choice of k is tested once, by a model
 * of the others. The tests join into several paths through the whole of time, each of which sees
 * every block once: a distribution of results where walk-forward gives one.
 *
 * <pre>
 * splits = C(N, k), paths = k / N x C(N, k)
 * </pre>
 *
 * <p>Reference: Marcos Lopez de Prado, "Advances in Financial Machine Learning", 2018, chapter 12.
 *
 * @param blocks N, within 2..20
 * @param tested k, at least 1 and below N
 * @param embargo the share of all samples after a tested block that is not trained on; 0 to 0.5
 */
public record CombinatorialSplits(int blocks, int tested, double embargo) implements Splitting {
    public CombinatorialSplits {
        if (blocks < 2 || blocks > 20) {
            throw new IllegalArgumentException("blocks must be within 2..20, was " + blocks);
        }
        if (tested < 1 || tested >= blocks) {
            throw new IllegalArgumentException(
                    "tested must be at least 1 and below blocks, was " + tested);
        }
        Blocks.requireEmbargo(embargo);
    }

    /** The chosen blocks of each split, in lexicographic order. */
    public List<int[]> choices() {
        List<int[]> choices = new ArrayList<>();
        int[] choice = IntStream.range(0, tested).toArray();
        while (true) {
            choices.add(choice.clone());
            int place = tested - 1;
            while (place >= 0 && choice[place] == blocks - tested + place) {
                place--;
            }
            if (place < 0) {
                return choices;
            }
            choice[place]++;
            for (int i = place + 1; i < tested; i++) {
                choice[i] = choice[i - 1] + 1;
            }
        }
    }

    /** How many paths there are. */
    public int pathCount() {
        return choices().size() * tested / blocks;
    }

    /**
     * Says for each path and each block which split tests it: the n-th path takes the n-th split
     * that tests the block.
     */
    public int[][] paths() {
        int[][] paths = new int[pathCount()][blocks];
        int[] taken = new int[blocks];
        List<int[]> choices = choices();
        for (int split = 0; split < choices.size(); split++) {
            for (int block : choices.get(split)) {
                paths[taken[block]][block] = split;
                taken[block]++;
            }
        }
        return paths;
    }

    @Override
    public List<Split> splits(List<Span> spans) {
        Blocks cut = new Blocks(spans, blocks);
        int kept = Blocks.embargo(embargo, spans.size());
        return choices().stream().map(choice -> split(cut, choice, kept, spans.size())).toList();
    }

    private static Split split(Blocks cut, int[] choice, int kept, int size) {
        IntStream train = IntStream.range(0, size);
        for (int block : choice) {
            train = train.filter(cut.farFrom(block, kept));
        }
        return new Split(train.toArray(), Arrays.stream(choice).flatMap(cut::samples).toArray());
    }

    @Override
    public String describe() {
        return "combinatorial purged (" + blocks + ", " + tested + "), embargo " + embargo;
    }
}
