package dev.keel.venues.connector.governor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has left of one budget within its window. Used under the governor's lock. */
final class Spending {
    private final Budget budget;
    private final Deque<Spent> log = new ArrayDeque<>();
    private int spent;

    Spending(Budget budget) {
        this.budget = budget;
    }

    void spend(Instant now, int weight) {
        log.addLast(new Spent(now, weight));
        spent += weight;
    }

    /**
     * When so much can be spent so that no more than the share of the limit is; now if it can.
     *
     * @param share of the limit, above 0 and at most 1
     */
    Instant possibleAt(Instant now, int weight, double share) {
        forget(now);
        int most = Math.max(weight, (int) Math.floor(budget.limit() * share));
        int tooMuch = spent + weight - most;
        if (tooMuch <= 0) {
            return now;
        }
        for (Spent each : log) {
            tooMuch -= each.weight();
            if (tooMuch <= 0) {
                return each.at().plus(budget.window());
            }
        }
        return now;
    }

    private void forget(Instant now) {
        Instant begin = now.minus(budget.window());
        while (!log.isEmpty() && !log.getFirst().at().isAfter(begin)) {
            spent -= log.removeFirst().weight();
        }
    }

    private record Spent(Instant at, int weight) {}
}
