package dev.keel.sim.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A draw without repetition. */
final class RandomDraw {
    private RandomDraw() {}

    /**
     * So many different numbers from 0 to below {@code size}, all if there are not more, in order.
     */
    static List<Integer> of(int size, int count, long seed) {
        int drawn = Math.min(size, count);
        int[] numbers = IntStream.range(0, size).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < drawn; i++) {
            int other = i + random.nextInt(size - i);
            int number = numbers[other];
            numbers[other] = numbers[i];
            numbers[i] = number;
        }
        return Arrays.stream(numbers, 0, drawn).sorted().boxed().toList();
    }
}
