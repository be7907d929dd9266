package dev.keel.venues.certification.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The whole contract over MetaTrader 5 with a position for each order, and what differs where
 * positions are netted. The cases mostly wait, so several run at once.
 */
class MetaTraderCertificationIT {
    private static final int AT_ONCE = 8;
    private static final SuiteRun.Place PLACE =
            new SuiteRun.Place(MetaTraderConnector.MT5, InstrumentKind.LINEAR);
    private static final Set<CaseGroup> DIFFERENT =
            EnumSet.of(CaseGroup.LIFECYCLE, CaseGroup.ORDER_TYPES, CaseGroup.POSITIONS);

    @Test
    void hedgingAccountsKeepTheContract() throws InterruptedException, ExecutionException {
        requireNoFailure(TerminalKind.HEDGING, ContractSuite.cases());
    }

    @Test
    void nettingAccountsKeepWhatIsDifferentForThem()
            throws InterruptedException, ExecutionException {
        requireNoFailure(
                TerminalKind.NETTING,
                ContractSuite.cases().stream()
                        .filter(one -> DIFFERENT.contains(one.group()))
                        .toList());
    }

    private static void requireNoFailure(TerminalKind kind, List<ContractCase> cases)
            throws InterruptedException, ExecutionException {
        SuiteRun run = new SuiteRun(InstantSource.system(), System::nanoTime);
        List<Future<SuiteReport>> parts = new ArrayList<>();
        try (RigFactory rigs = new MetaTraderRigs(kind);
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            dealt(cases)
                    .forEach(part -> parts.add(workers.submit(() -> run.run(rigs, PLACE, part))));
        }
        int judged = 0;
        for (Future<SuiteReport> part : parts) {
            SuiteReport report = part.get();
            judged += report.results().size();
            assertThat(report.results())
                    .filteredOn(result -> result.verdict() == CaseResult.Verdict.FAILED)
                    .as(String.join("\n", ReportText.lines(report)))
                    .isEmpty();
        }
        assertThat(judged).isEqualTo(cases.size());
    }

    /** Cases that wait long are neighbours: each part gets some of them. */
    private static List<List<ContractCase>> dealt(List<ContractCase> cases) {
        List<List<ContractCase>> parts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            parts.add(new ArrayList<>());
        }
        for (int i = 0; i < cases.size(); i++) {
            parts.get(i % AT_ONCE).add(cases.get(i));
        }
        return parts;
    }
}
