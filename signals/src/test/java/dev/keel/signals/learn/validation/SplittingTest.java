package dev.keel.signals.learn.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.signals.learn.label.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplittingTest {
    static Stream<Splitting> all() {
        return Stream.of(
                new PurgedKFold(5, 0.01),
                new PurgedKFold(2, 0),
                new CombinatorialSplits(6, 2, 0.01),
                new WalkForward(6, 2, 0),
                new WalkForward(8, 3, 2));
    }

    /** The leak that matters most: a label that was trained on knows a bar that is tested. */
    @ParameterizedTest
    @MethodSource("all")
    void trainsOnNoLabelThatSharesABarWithATestedOne(Splitting splitting) {
        List<Span> spans = spans(7, 400);

        for (Split split : splitting.splits(spans)) {
            assertThat(split.train()).isNotEmpty();
            assertThat(split.test()).isNotEmpty();
            for (int train : split.train()) {
                assertThat(Arrays.stream(split.test()))
                        .noneMatch(test -> spans.get(train).overlaps(spans.get(test)));
            }
        }
    }

    @Test
    void testsEverySampleOnceInAKFold() {
        List<Split> splits = new PurgedKFold(5, 0.01).splits(spans(1, 203));

        assertThat(splits).hasSize(5);
        assertThat(splits.stream().flatMapToInt(split -> Arrays.stream(split.test())))
                .containsExactlyElementsOf(IntStream.range(0, 203).boxed().toList());
    }

    /** Spans of one bar: nothing is purged but the embargo after the block, a tenth of 50. */
    @Test
    void leavesTheEmbargoAfterATestedBlock() {
        List<Span> spans = IntStream.range(0, 50).mapToObj(i -> new Span(i, i)).toList();

        Split second = new PurgedKFold(5, 0.1).splits(spans).get(1);

        assertThat(second.test()).containsExactly(IntStream.range(10, 20).toArray());
        assertThat(second.train())
                .containsExactly(
                        IntStream.concat(IntStream.range(0, 10), IntStream.range(25, 50))
                                .toArray());
    }

    /** The published counts. */
    @ParameterizedTest
    @CsvSource({"6, 2, 15, 5", "10, 2, 45, 9", "12, 3, 220, 55"})
    void countsCombinationsAndPaths(int blocks, int tested, int splits, int paths) {
        CombinatorialSplits combinatorial = new CombinatorialSplits(blocks, tested, 0);

        assertThat(combinatorial.splits(spans(3, 120))).hasSize(splits);
        assertThat(combinatorial.pathCount()).isEqualTo(paths);
    }

    @Test
    void pathsTakeEverySplitsBlocksOnce() {
        CombinatorialSplits combinatorial = new CombinatorialSplits(6, 2, 0);
        List<int[]> choices = combinatorial.choices();
        List<String> taken = new ArrayList<>();

        for (int[] path : combinatorial.paths()) {
            for (int block = 0; block < 6; block++) {
                int split = path[block];
                assertThat(choices.get(split)).contains(block);
                taken.add(split + " " + block);
            }
        }

        assertThat(taken).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void walksForwardOnlyOnThePast() {
        List<Span> spans = spans(5, 300);

        for (Split split : new WalkForward(6, 2, 0).splits(spans)) {
            int start = spans.get(split.test()[0]).start();
            assertThat(Arrays.stream(split.train()))
                    .allMatch(train -> spans.get(train).end() < start);
        }
    }

    @Test
    void rollsAWindow() {
        List<Span> spans = IntStream.range(0, 60).mapToObj(i -> new Span(i, i)).toList();

        Split last = new WalkForward(6, 2, 2).splits(spans).getLast();

        assertThat(last.train()).containsExactly(IntStream.range(30, 50).toArray());
        assertThat(last.test()).containsExactly(IntStream.range(50, 60).toArray());
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurgedKFold(5, 0).splits(spans(1, 4)))
                .withMessageContaining("samples must be at least as many as blocks, were 4 for 5");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PurgedKFold(2, 0).splits(List.of(new Span(3, 4), new Span(1, 2))))
                .withMessageContaining("samples must be in the order of their starts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurgedKFold(1, 0))
                .withMessage("folds must be within 2..100, was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CombinatorialSplits(6, 6, 0))
                .withMessageContaining("tested must be at least 1 and below blocks, was 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurgedKFold(5, 0.6))
                .withMessage("embargo must be within 0..0.5, was 0.6");
    }

    /** Spans of 1 to 12 bars that overlap. */
    private static List<Span> spans(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Span> spans = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            start += random.nextInt(1, 3);
            spans.add(new Span(start, start + random.nextInt(12)));
        }
        return spans;
    }
}
