package dev.keel.venues.certification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite can be failed: each bug is caught by the cases that are there for it. */
class PlantedBugTest {
    private static final Map<Caught, Future<SuiteReport>> REPORTS = new ConcurrentHashMap<>();

    /** A bug and the cases that are there for it. */
    record Caught(PlantedBug bug, List<Integer> cases) {}

    static List<Caught> bugs() {
        return List.of(
                caught(PlantedBug.RESENDS_ON_TIME_OUT, 103, 604),
                caught(PlantedBug.TAKES_TIME_OUT_FOR_REFUSAL, 102, 103),
                caught(PlantedBug.TAKES_SERVER_ERROR_FOR_REFUSAL, 105, 106, 107),
                caught(PlantedBug.ACCEPTS_WITHOUT_ID, 111, 114),
                caught(PlantedBug.TAKES_DUPLICATE_FOR_REFUSAL, 334),
                caught(PlantedBug.REPEATS_WHEN_TURNED_AWAY, 109, 451),
                caught(PlantedBug.TAKES_FAILURE_FOR_NOT_FOUND, 161, 165, 172),
                caught(PlantedBug.TAKES_CANCEL_FOR_END, 131, 361),
                caught(PlantedBug.CANCELS_EVERYTHING, 365, 366),
                caught(PlantedBug.TAKES_FAILURE_FOR_NO_ORDERS, 191, 205),
                caught(PlantedBug.TAKES_FAILURE_FOR_NO_TRADES, 221, 232),
                caught(PlantedBug.CURSOR_TOO_FAR, 424),
                caught(PlantedBug.FORGETS_WHAT_WAS_MISSED, 306, 625),
                caught(PlantedBug.READS_ONE_PAGE, 426),
                caught(PlantedBug.NAMES_TRADES_TWICE, 332),
                caught(PlantedBug.ROUNDS_QUANTITY_UP, 342, 351),
                caught(PlantedBug.ROUNDS_PRICE_UP, 343),
                caught(PlantedBug.DROPS_REDUCE_ONLY, 407, 408),
                caught(PlantedBug.DROPS_POST_ONLY, 406),
                caught(PlantedBug.DROPS_TRIGGER, 401, 415),
                caught(PlantedBug.DROPS_END, 413),
                caught(PlantedBug.LOSES_SIDE, 6),
                caught(PlantedBug.STAMPS_TIME_OF_SENDING, 22),
                caught(PlantedBug.BLOCKS, 14),
                caught(PlantedBug.TAKES_FOREIGN_FOR_OURS, 382, 383),
                caught(PlantedBug.LOSES_SIGN, 462),
                caught(PlantedBug.HIDES_BUSTS, 384),
                caught(PlantedBug.HIDES_MOVEMENTS, 385, 628),
                caught(PlantedBug.FORGETS_STREAM, 444, 445),
                caught(PlantedBug.FORGETS_PUBLIC_TRADES, 488),
                caught(PlantedBug.TELLS_BARS_TWICE, 489),
                caught(PlantedBug.OVERLOOKS_WITHDRAWAL, 473),
                caught(PlantedBug.LEAKS_KEY_IN_ERRORS, 492),
                caught(PlantedBug.LEAKS_KEY_IN_LOG, 491));
    }

    private static Caught caught(PlantedBug bug, Integer... cases) {
        return new Caught(bug, List.of(cases));
    }

    /** All at once: the cases mostly wait for what a bug withholds. */
    @BeforeAll
    static void runAll() {
        SuiteRun suite = new SuiteRun(InstantSource.system(), System::nanoTime);
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            bugs().forEach(bug -> REPORTS.put(bug, workers.submit(() -> run(suite, bug))));
        }
    }

    private static SuiteReport run(SuiteRun suite, Caught caught) {
        List<ContractCase> cases =
                caught.cases().stream()
                        .map(number -> ContractSuite.numbered(number).orElseThrow())
                        .toList();
        try (ReferenceRigs rigs = new ReferenceRigs(InstantSource.system(), caught.bug())) {
            return suite.run(
                    rigs, new SuiteRun.Place(ReferenceInfo.VENUE, InstrumentKind.LINEAR), cases);
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isCaughtByItsCases(Caught caught) throws Exception {
        SuiteReport report = Objects.requireNonNull(REPORTS.get(caught)).get();

        assertThat(report.results())
                .hasSameSizeAs(caught.cases())
                .allSatisfy(result ->
                        assertThat(result.verdict())
                                .as("case %s", result.ofCase().number())
                                .isEqualTo(CaseResult.Verdict.FAILED));
    }

    @Test
    void everyBugIsInTheList() {
        Set<PlantedBug> listed =
                bugs().stream()
                        .map(Caught::bug)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PlantedBug.class)));

        assertThat(listed).isEqualTo(EnumSet.complementOf(EnumSet.of(PlantedBug.NONE)));
    }

    @Test
    void numbersAreStable() {
        int[] numbers = ContractSuite.cases().stream().mapToInt(ContractCase::number).toArray();

        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(80);
        assertThat(ranges(numbers))
                .as("the numbers of suite version 2; a new case takes one that was never used")
                .isEqualTo(
                        "1-16 20-24 101-119 131-149 161-179 191-209 221-239 251-269 301-311"
                                + " 321-325 331-335 341-346 351-353 361-367 381-387 401-416"
                                + " 421-433 441-446 451-454 461-464 471-477 481-489 491-494"
                                + " 601-612 621-631");
    }

    private static String ranges(int[] numbers) {
        return IntStream.range(0, numbers.length)
                .filter(i -> i == 0 || numbers[i] != numbers[i - 1] + 1)
                .mapToObj(i -> {
                    int end =
                            Arrays.stream(numbers, i, numbers.length)
                                    .reduce(
                                            numbers[i] - 1,
                                            (last, next) -> next == last + 1 ? next : last);
                    return numbers[i] + "-" + end;
                })
                .collect(Collectors.joining(" "));
    }
}
