package dev.keel.server.platform;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.server.orchestrator.FeedStatus;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.OrchestratorStatus;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.safety.Reconciler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the parts of the platform work, as they were found, never as they should be. For any
 * number of threads.
 */
public final class Health {
    private static final int DATABASE_TIMEOUT_SECONDS = 2;

    private final LedgerDatabase database;
    private final AccountHost account;
    private final VenueAccounts venueAccounts;
    private final Reconciler reconciler;
    private final Orchestrator orchestrator;
    private final InstantSource clock;
    private volatile Check lastCheck;

    Health(
            LedgerDatabase database,
            AccountHost account,
            VenueAccounts venueAccounts,
            Reconciler reconciler,
            Orchestrator orchestrator,
            InstantSource clock) {
        this.database = database;
        this.account = account;
        this.venueAccounts = venueAccounts;
        this.reconciler = reconciler;
        this.orchestrator = orchestrator;
        this.clock = clock;
        this.lastCheck = new Check(clock.instant(), 0, null);
    }

    /** Whether a part works. */
    public enum Status {
        OK,
        /** Not there, and not asked for. */
        NONE,
        FAILED
    }

    /** What was found of a part. */
    public record Part(Status status, String detail) {}

    /**
     * What was found of the database.
     *
     * @param at the system's time
     * @param consecutiveFailures up to and with this check
     * @param problem null if it answered
     */
    public record Check(Instant at, int consecutiveFailures, @Nullable String problem) {}

    /** The parts by what they do. */
    public record Report(
            Part database, Part venue, Part accounts, Part feed, Part runner, Part reconciliation) {
        public boolean isHealthy() {
            return database.status != Status.FAILED
                    && venue.status != Status.FAILED
                    && accounts.status != Status.FAILED
                    && feed.status != Status.FAILED
                    && runner.status != Status.FAILED
                    && reconciliation.status != Status.FAILED;
        }
    }

    /** Asks the database, and looks at the rest; blocks for at most some seconds. */
    public Report report() {
        checkDatabase();
        return lastReport();
    }

    /** The same with the latest answer of the database, which is asked every second. */
    public Report lastReport() {
        return new Report(database(), venue(), accounts(), feed(), runner(), reconciliation());
    }

    public Check lastCheck() {
        return lastCheck;
    }

    /** Asks the database whether it is there. */
    void checkDatabase() {
        Optional<String> problem = askDatabase();
        int failures = problem.isPresent() ? lastCheck.consecutiveFailures() + 1 : 0;
        lastCheck = new Check(clock.instant(), failures, problem.orElse(null));
    }

    private Optional<String> askDatabase() {
        try (Connection connection = database.borrow()) {
            return connection.isValid(DATABASE_TIMEOUT_SECONDS)
                    ? Optional.empty()
                    : Optional.of("it does not answer within " + DATABASE_TIMEOUT_SECONDS + " s");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Part database() {
        String problem = lastCheck.problem();
        return problem == null
                ? new Part(
                        Status.OK,
                        "answered at "
                                + lastCheck.at()
                                + "; "
                                + database.restriction().description())
                : new Part(Status.FAILED, problem);
    }

    /** It runs in this process: it is there whenever the platform is. */
    private static Part venue() {
        return new Part(Status.OK, "paper venue, in process");
    }

    private Part feed() {
        OrchestratorStatus status = orchestrator.status();
        if (status.state() == Orchestrator.State.ERROR) {
            return new Part(Status.FAILED, status.problem().orElse("stopped by an error"));
        }
        if (status.feed().state() == FeedStatus.State.STALE) {
            return new Part(Status.FAILED, status.feed().detail());
        }
        return new Part(
                status.feed().isConnected() ? Status.OK : Status.NONE, status.feed().detail());
    }

    /** Accounts at venues: one that should run and does not is a failure. */
    private Part accounts() {
        List<VenueAccounts.Status> all = venueAccounts.status();
        if (all.isEmpty()) {
            return new Part(Status.NONE, "no account at a venue is enabled");
        }
        boolean failed = all.stream().anyMatch(one -> one.state() == VenueAccounts.State.WAITING);
        return new Part(
                failed ? Status.FAILED : Status.OK,
                all.stream().map(Health::words).collect(Collectors.joining("; ")));
    }

    private static String words(VenueAccounts.Status one) {
        String id = one.account().id() + " at " + one.account().place().venue();
        return switch (one.state()) {
            case CONNECTING -> id + " is being connected";
            case RUNNING -> id + " runs";
            case WAITING -> id + " does not run since " + one.since() + ": " + one.problem();
        };
    }

    private Part runner() {
        for (AccountHost one : venueAccounts.running()) {
            Optional<String> why = one.suspension();
            if (why.isPresent()) {
                return new Part(
                        Status.FAILED,
                        "account " + one.state().id() + " is suspended: " + why.get());
            }
        }
        return account.suspension()
                .map(why -> new Part(Status.FAILED, "suspended: " + why))
                .orElseGet(() -> new Part(Status.OK, "account " + account.state().id() + " acts"));
    }

    /** A difference that is found is no failure of the reconciler: it stops what it has to. */
    private Part reconciliation() {
        int failures = reconciler.consecutiveFailures();
        if (failures > 0) {
            return new Part(Status.FAILED, failures + " in a row have failed");
        }
        int open = reconciler.unexplained().values().stream().mapToInt(List::size).sum();
        return reconciler
                .lastReconciliation()
                .map(at ->
                        new Part(Status.OK, "last at " + at + ", unexplained differences: " + open))
                .orElseGet(() -> new Part(Status.NONE, "the first is yet to come"));
    }
}
