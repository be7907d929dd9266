package dev.keel.core.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * The limits that an order was held against, as they are looked at. What passed is kept only if
 * somebody may ask why; nobody asks in a backtest, and the words cost time.
 */
public final class Checklist {
    private final Tracing tracing;
    private final List<Check> checks = new ArrayList<>(0);
    private int failed;

    public Checklist(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Whether a check with this outcome is kept; ask before its words are made. */
    public boolean keeps(boolean passed) {
        return !passed || tracing == Tracing.ALL;
    }

    /** Notes a check, if it is kept. */
    public void add(RefusalReason rule, boolean passed, String limit, String actual) {
        if (keeps(passed)) {
            checks.add(new Check(rule, limit, actual, passed));
        }
        if (!passed) {
            failed++;
        }
    }

    public boolean isPassed() {
        return failed == 0;
    }

    /** What is kept, in the order in which it was looked at. */
    public List<Check> checks() {
        return checks.isEmpty() ? List.of() : List.copyOf(checks);
    }

    /** Every limit that would be breached. */
    public List<Violation> violations() {
        return failed == 0
                ? List.of()
                : checks.stream()
                        .filter(check -> !check.passed())
                        .map(check -> new Violation(check.rule(), check.limit(), check.actual()))
                        .toList();
    }

    /** How much is kept. */
    public enum Tracing {
        /** Only what failed. */
        VIOLATIONS,
        /** Every check with its figures. */
        ALL
    }
}
