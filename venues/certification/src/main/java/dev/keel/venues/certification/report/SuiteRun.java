package dev.keel.venues.certification.report;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.ContractBroken;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.connector.VenueId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs cases over rigs, several at once. */
public final class SuiteRun {
    private final InstantSource clock;
    private final LongSupplier nanos;

    /**
     * @param nanos a clock for durations, such as {@code System::nanoTime}
     */
    public SuiteRun(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A venue in one kind of market. */
    public record Place(VenueId venue, InstrumentKind kind) {}

    /** Every venue and kind that a factory has rigs for, in the order of their names. */
    public static List<Place> places(RigFactory rigs) {
        return rigs.venues().stream()
                .sorted()
                .flatMap(venue ->
                        rigs.kinds(venue).stream().sorted().map(kind -> new Place(venue, kind)))
                .toList();
    }

    /**
     * Runs cases at several places, each case over a rig of its own, and as many at once as the
     * rigs allow.
     *
     * @param heard is told each report as it is done, in the order of the places
     * @return the reports in the order of the places
     */
    public List<SuiteReport> run(
            RigFactory rigs,
            List<Place> places,
            List<ContractCase> cases,
            Consumer<SuiteReport> heard) {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Math.max(1, rigs.parallelism()))) {
            List<Begun> begun =
                    places.stream().map(place -> begin(workers, rigs, place, cases)).toList();
            List<SuiteReport> reports = new ArrayList<>();
            for (Begun each : begun) {
                SuiteReport report = report(rigs, each, cases);
                heard.accept(report);
                reports.add(report);
            }
            return reports;
        }
    }

    /** Runs cases at one place. */
    public SuiteReport run(RigFactory rigs, Place place, List<ContractCase> cases) {
        return run(rigs, List.of(place), cases, _ -> {}).getFirst();
    }

    /** A place whose cases are being run, in the order of their numbers. */
    private record Begun(Place place, List<Future<CaseResult>> results) {}

    private Begun begin(
            ExecutorService workers, RigFactory rigs, Place place, List<ContractCase> cases) {
        List<Future<CaseResult>> results = new ArrayList<>();
        for (ContractCase each : cases) {
            results.add(workers.submit(() -> runVariants(rigs, place, each)));
        }
        return new Begun(place, results);
    }

    private SuiteReport report(RigFactory rigs, Begun begun, List<ContractCase> cases) {
        return new SuiteReport(
                rigs.info(begun.place().venue()),
                begun.place().kind(),
                ContractSuite.VERSION,
                clock.instant(),
                cases.equals(ContractSuite.cases()),
                begun.results().stream().map(SuiteRun::join).toList());
    }

    /** The worst of what came of a case in the ways in which accounts are kept there. */
    private CaseResult runVariants(RigFactory rigs, Place place, ContractCase each) {
        long began = nanos.getAsLong();
        CaseResult worst = null;
        for (String variant : rigs.variants(place.venue(), place.kind())) {
            CaseResult result = run(rigs, place, variant, each).in(variant);
            if (worst == null || result.verdict().isWorseThan(worst.verdict())) {
                worst = result;
            }
        }
        return Objects.requireNonNull(worst, "a place has a variant at least")
                .lasting(Duration.ofNanos(nanos.getAsLong() - began));
    }

    /** A rig that cannot be built is a failure of the case, for no reason is good enough. */
    private CaseResult run(RigFactory rigs, Place place, String variant, ContractCase each) {
        try (Rig rig = rigs.build(place.venue(), place.kind(), variant)) {
            Optional<String> missing =
                    each.need().missing(rig.info(), place.kind(), rig.broker().faults());
            return missing.isPresent()
                    ? new CaseResult(
                            each, CaseResult.Verdict.NOT_APPLICABLE, "needs " + missing.get())
                    : run(new Bench(rig, clock), each);
        } catch (RuntimeException e) {
            return new CaseResult(each, CaseResult.Verdict.FAILED, "the rig failed: " + e);
        }
    }

    /** At the top of a case: whatever is thrown is a result of this case alone. */
    private static CaseResult run(Bench bench, ContractCase each) {
        try (bench) {
            each.body().run(bench);
            bench.check();
            return new CaseResult(each, CaseResult.Verdict.PASSED, "");
        } catch (NotShown e) {
            return new CaseResult(each, CaseResult.Verdict.NOT_SHOWN, words(e));
        } catch (ContractBroken e) {
            return new CaseResult(each, CaseResult.Verdict.FAILED, words(e));
        } catch (RuntimeException e) {
            return new CaseResult(each, CaseResult.Verdict.FAILED, thrown(e));
        }
    }

    private static String words(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private static String thrown(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return "thrown: " + e + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static CaseResult join(Future<CaseResult> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case could not be run: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cases were run", e);
        }
    }
}
