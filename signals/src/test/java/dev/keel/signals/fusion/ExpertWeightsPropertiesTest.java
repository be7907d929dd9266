package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.fusion.log.LearningRules;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What always holds of the weights, on sequences nobody chose. */
class ExpertWeightsPropertiesTest {
    private static final LearningRules USUAL = new LearningRules(1, 0.01, 0.5, 1);

    @Property(tries = 200)
    void sumsToOneAndLeavesSleepersAlone(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int experts) {
        SplittableRandom random = new SplittableRandom(seed);
        ExpertWeights weights = new ExpertWeights(priors(random, experts), USUAL);
        for (int t = 0; t < 200; t++) {
            long awake = random.nextLong(1L << experts);
            double[] before = weights.toArray();

            weights.update(losses(random, experts), awake, 1 - random.nextDouble());

            assertThat(Arrays.stream(weights.toArray()).sum()).isCloseTo(1, within(1e-12));
            for (int i = 0; i < experts; i++) {
                if (ExpertWeights.isSet(awake, i)) {
                    assertThat(Math.abs(Math.log(weights.weight(i) / before[i])))
                            .isLessThanOrEqualTo(0.5 + 1e-9);
                } else {
                    assertThat(weights.weight(i)).isEqualTo(before[i]);
                }
            }
        }
    }

    @Property(tries = 100)
    void doesNotCareInWhichOrderTheExpertsStand(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int experts) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] priors = priors(random, experts);
        int[] places = shuffled(random, experts);
        ExpertWeights one = new ExpertWeights(priors, USUAL);
        ExpertWeights other = new ExpertWeights(permuted(priors, places), USUAL);
        for (int t = 0; t < 100; t++) {
            double[] losses = losses(random, experts);
            long awake = random.nextLong(1L << experts);
            one.update(losses, awake, 0.5);
            other.update(permuted(losses, places), permuted(awake, places), 0.5);
        }
        for (int i = 0; i < experts; i++) {
            assertThat(other.weight(places[i])).isCloseTo(one.weight(i), within(1e-9));
        }
    }

    /**
     * The mixture's logarithmic loss exceeds no expert's by more than ln(1 / prior), whatever the
     * outcomes: here they are chosen against the mixture, and each counts as much as it is news.
     */
    @Property(tries = 100)
    void keepsTheRegretBoundAgainstAnAdversary(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 10) int experts,
            @ForAll @DoubleRange(min = 0, max = 1) double spite) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] priors = ExpertWeights.normalised(priors(random, experts));
        ExpertWeights weights =
                new ExpertWeights(priors, new LearningRules(1, 0, Double.MAX_VALUE, 1));
        double mixtureLoss = 0;
        double[] expertLoss = new double[experts];
        for (int t = 0; t < 400; t++) {
            double[] p = new double[experts];
            double mixed = 0;
            for (int i = 0; i < experts; i++) {
                p[i] = 0.02 + 0.96 * random.nextDouble();
                mixed += weights.weight(i) * p[i];
            }
            boolean up = random.nextDouble() < spite ? mixed < 0.5 : random.nextBoolean();
            double news = 1 - random.nextDouble();
            double[] losses = new double[experts];
            for (int i = 0; i < experts; i++) {
                losses[i] = -Math.log(up ? p[i] : 1 - p[i]);
                expertLoss[i] += news * losses[i];
            }
            mixtureLoss += -news * Math.log(up ? mixed : 1 - mixed);
            weights.update(losses, (1L << experts) - 1, news);
        }
        for (int i = 0; i < experts; i++) {
            assertThat(mixtureLoss - expertLoss[i])
                    .isLessThanOrEqualTo(Math.log(1 / priors[i]) + 1e-9);
        }
    }

    /**
     * Fixed share follows a best expert that changes: with k switches and a share of k / (T - 1)
     * the loss exceeds that of the best sequence by at most ln N + k ln N + (T - 1) H(k / (T - 1)).
     */
    @Property(tries = 50)
    void keepsTheTrackingBoundWhenTheBestExpertChanges(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int experts,
            @ForAll @IntRange(min = 1, max = 8) int switches) {
        int rounds = 400;
        double share = switches / (rounds - 1.0);
        SplittableRandom random = new SplittableRandom(seed);
        double[] even = new double[experts];
        Arrays.fill(even, 1);
        ExpertWeights weights =
                new ExpertWeights(even, new LearningRules(1, share, Double.MAX_VALUE, 1));
        double mixtureLoss = 0;
        double sequenceLoss = 0;
        for (int t = 0; t < rounds; t++) {
            int best = t * (switches + 1) / rounds % experts;
            double mixed = 0;
            double[] losses = new double[experts];
            for (int i = 0; i < experts; i++) {
                double right = i == best ? 0.9 : 0.02 + 0.96 * random.nextDouble();
                losses[i] = -Math.log(right);
                mixed += weights.weight(i) * right;
            }
            mixtureLoss += -Math.log(mixed);
            sequenceLoss += losses[best];
            weights.update(losses, (1L << experts) - 1, 1);
        }
        double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
        double bound = Math.log(experts) + switches * Math.log(experts) + (rounds - 1) * entropy;
        assertThat(mixtureLoss - sequenceLoss).isLessThanOrEqualTo(bound + 1e-9);
    }

    /** Hedge on losses of 0 to 1 that an adversary picks: regret at most sqrt(T ln N / 2). */
    @Property(tries = 50)
    void keepsTheHedgeBoundAgainstAnAdversary(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int experts) {
        int rounds = 1_000;
        double rate = Math.sqrt(8 * Math.log(experts) / rounds);
        SplittableRandom random = new SplittableRandom(seed);
        double[] even = new double[experts];
        Arrays.fill(even, 1);
        ExpertWeights weights =
                new ExpertWeights(even, new LearningRules(rate, 0, Double.MAX_VALUE, 1));
        double loss = 0;
        double[] total = new double[experts];
        for (int t = 0; t < rounds; t++) {
            double[] losses = new double[experts];
            int heaviest = heaviest(weights);
            for (int i = 0; i < experts; i++) {
                losses[i] = i == heaviest ? 1 : random.nextInt(2);
                loss += weights.weight(i) * losses[i];
                total[i] += losses[i];
            }
            weights.update(losses, (1L << experts) - 1, 1);
        }
        double bound = Math.sqrt(rounds * Math.log(experts) / 2);
        assertThat(loss - Arrays.stream(total).min().orElseThrow())
                .isLessThanOrEqualTo(bound + 1e-9);
    }

    @Property(tries = 300)
    void keepsEffectiveWeightsWithinFloorAndCap(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int experts) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] priors = new double[experts];
        Arrays.setAll(priors, _ -> Math.exp(12 * random.nextDouble()));
        ExpertWeights weights = new ExpertWeights(priors, USUAL);
        double[] bounded = new double[experts];

        new WeightBounds(0.02, 0.6, experts).apply(weights, bounded);

        assertThat(Arrays.stream(bounded).sum()).isCloseTo(1, within(1e-12));
        assertThat(bounded)
                .satisfies(all ->
                        Arrays.stream(all)
                                .forEach(one ->
                                        assertThat(one)
                                                .isBetween(
                                                        0.02 - 1e-12,
                                                        Math.max(0.6, 1.0 / experts) + 1e-12)));
    }

    private static int heaviest(ExpertWeights weights) {
        int heaviest = 0;
        for (int i = 1; i < weights.size(); i++) {
            heaviest = weights.weight(i) > weights.weight(heaviest) ? i : heaviest;
        }
        return heaviest;
    }

    private static double[] priors(SplittableRandom random, int experts) {
        double[] priors = new double[experts];
        Arrays.setAll(priors, _ -> 0.05 + random.nextDouble());
        return priors;
    }

    private static double[] losses(SplittableRandom random, int experts) {
        double[] losses = new double[experts];
        Arrays.setAll(losses, _ -> -Math.log(0.02 + 0.96 * random.nextDouble()));
        return losses;
    }

    private static int[] shuffled(SplittableRandom random, int count) {
        int[] places = new int[count];
        Arrays.setAll(places, i -> i);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = places[i];
            places[i] = places[other];
            places[other] = kept;
        }
        return places;
    }

    private static double[] permuted(double[] values, int[] places) {
        double[] permuted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            permuted[places[i]] = values[i];
        }
        return permuted;
    }

    private static long permuted(long mask, int[] places) {
        long permuted = 0;
        for (int i = 0; i < places.length; i++) {
            permuted |= (mask >>> i & 1) << places[i];
        }
        return permuted;
    }
}
