package dev.keel.sim.sweep;

import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import io.jenetics.Phenotype;
import io.jenetics.engine.Engine;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Searches a grid by evolution: combinations are bred from the better ones, by the library
 * Jenetics.
 *
 * <p>The same seed breeds the same combinations: chance is drawn by the calling thread alone, and
 * only the trials of a generation are spread over threads.
 */
final class EvolutionSearch {
    private static final int POPULATION = 40;
    private static final int MOST_STALE_GENERATIONS = 15;

    private final SweepRequest request;
    private final int most;
    private final long seed;
    private final Set<Integer> tried = new LinkedHashSet<>();
    private final Map<Integer, Double> penalties = new HashMap<>();

    EvolutionSearch(SweepRequest request, int most, long seed) {
        this.request = request;
        this.most = Math.min(most, request.grid().size());
        this.seed = seed;
    }

    /** Tries a list of combinations. */
    @FunctionalInterface
    interface Trials {
        List<SweepBook.Entry> of(List<Integer> combinations) throws InterruptedException;
    }

    /** Returns the combinations that were tried, in the order in which they were first. */
    List<Integer> run(Trials trials) throws InterruptedException {
        try {
            RandomRegistry.with(new SplittableRandom(seed)).run(() -> evolve(trials));
        } catch (Interruption e) {
            throw e.interrupted;
        }
        return List.copyOf(tried);
    }

    private void evolve(Trials trials) {
        List<IntegerChromosome> chromosomes =
                request.grid().axes().stream()
                        .map(axis -> IntegerChromosome.of(0, axis.values().size()))
                        .toList();
        Engine<IntegerGene, Double> engine =
                new Engine.Builder<IntegerGene, Double>(
                                population -> evaluated(population, trials),
                                Genotype.of(chromosomes))
                        .minimizing()
                        .populationSize(Math.min(POPULATION, most))
                        .executor(Runnable::run)
                        .build();
        int stale = 0;
        var stream = engine.stream().iterator();
        while (tried.size() < most && stale < MOST_STALE_GENERATIONS) {
            int before = tried.size();
            stream.next();
            stale = tried.size() == before ? stale + 1 : 0;
        }
    }

    private ISeq<Phenotype<IntegerGene, Double>> evaluated(
            Seq<Phenotype<IntegerGene, Double>> population, Trials trials) {
        List<Integer> open = new ArrayList<>();
        for (Phenotype<IntegerGene, Double> one : population) {
            int combination = combination(one);
            if (!tried.contains(combination) && tried.size() < most) {
                tried.add(combination);
                open.add(combination);
            }
        }
        try {
            for (SweepBook.Entry entry : trials.of(open)) {
                penalties.put(entry.index(), penalty(entry));
            }
        } catch (InterruptedException e) {
            throw new Interruption(e);
        }
        return population
                .map(one ->
                        one.withFitness(
                                penalties.getOrDefault(combination(one), Double.POSITIVE_INFINITY)))
                .asISeq();
    }

    private double penalty(SweepBook.Entry entry) {
        return switch (entry) {
            case SweepBook.Tried(Trial trial) -> request.objective().penalty(trial.objective());
            case SweepBook.Refused _ -> Double.POSITIVE_INFINITY;
        };
    }

    private int combination(Phenotype<IntegerGene, Double> one) {
        int[] steps = new int[request.grid().axes().size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = one.genotype().get(i).gene().allele();
        }
        return request.grid().index(steps);
    }

    /** Carries an interruption out of the library. */
    private static final class Interruption extends RuntimeException {
        private final InterruptedException interrupted;

        Interruption(InterruptedException interrupted) {
            super(interrupted);
            this.interrupted = interrupted;
        }
    }
}
