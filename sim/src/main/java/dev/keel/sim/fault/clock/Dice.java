package dev.keel.sim.fault.clock;

import dev.keel.sim.market.SeededRandom;
import java.util.List;

/** Chance that a seed determines. */
public final class Dice {
    private static final long MIX = 0xd1342543de82ef95L;

    private final SeededRandom random;

    public Dice(long seed) {
        this.random = new SeededRandom(seed);
    }

    /** Dice of their own for one purpose, so that purposes do not disturb each other. */
    public static Dice of(long seed, String purpose) {
        return new Dice(new SeededRandom(seed * MIX ^ stableHash(purpose)).nextLong());
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform from {@code least} to below {@code beyond}. */
    public long between(long least, long beyond) {
        return beyond <= least ? least : least + (long) (random.nextDouble() * (beyond - least));
    }

    /** Uniform from {@code least} to {@code most}, both possible. */
    public int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public double share() {
        return random.nextDouble();
    }

    public double normal() {
        return random.nextNormal();
    }

    private static long stableHash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
