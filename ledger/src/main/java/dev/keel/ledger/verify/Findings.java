package dev.keel.ledger.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects differences up to a bound, and counts the rest. */
final class Findings {
    private final List<Difference> differences = new ArrayList<>();
    private long total;

    void add(Difference difference) {
        total++;
        if (differences.size() < VerificationReport.MAX_DIFFERENCES) {
            differences.add(difference);
        }
    }

    /** Adds those of a part of the ledger. */
    void addAll(Findings part) {
        for (Difference difference : part.differences) {
            add(difference);
        }
        total += part.total - part.differences.size();
    }

    VerificationReport report(VerificationReport.Counts checked) {
        return new VerificationReport(checked, differences, total);
    }
}
