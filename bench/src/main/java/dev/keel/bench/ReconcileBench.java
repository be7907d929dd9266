package dev.keel.bench;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.Sighting;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.position.Position;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.VenueStatement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions held against venue statements per second: the account's own decision on two statements
 * of which the second confirms what the first showed, beside a loop that compares the bare figures.
 */
final class ReconcileBench {
    static final int INSTRUMENTS = 100;

    /** One position in so many differs. */
    private static final int DIFFERS = 33;

    private static final BigDecimal GAP = new BigDecimal("0.001");
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Instant FIRST = HeldAccounts.START.plusSeconds(60);
    private static final Instant SECOND = FIRST.plusSeconds(60);
    private static final String CURSOR = "1";

    private final HeldAccounts held;
    private final int rounds;
    private final List<VenueStatement> first = new ArrayList<>();
    private final List<VenueStatement> second = new ArrayList<>();
    private final BigDecimal[][] ledger;
    private final BigDecimal[][] venue;

    /**
     * Builds the accounts and the statements.
     *
     * @param positions rounded up to whole accounts
     * @param rounds measurements, the best counts
     */
    ReconcileBench(int positions, int rounds) {
        int accounts = (positions + INSTRUMENTS - 1) / INSTRUMENTS;
        this.held = new HeldAccounts(accounts, INSTRUMENTS);
        this.rounds = rounds;
        this.ledger = new BigDecimal[accounts][];
        this.venue = new BigDecimal[accounts][];
        for (int account = 0; account < accounts; account++) {
            AccountState state = held.states().get(account);
            Holdings holdings = holdings(state, account);
            first.add(statement(FIRST, null, state, holdings));
            // A venue sends figures of its own each time: nothing is shared with the first.
            second.add(statement(SECOND, CURSOR, state, holdings(state, account)));
            ledger[account] =
                    state.positions().stream()
                            .map(position -> HeldAccounts.held(state, idOf(position)))
                            .toArray(BigDecimal[]::new);
            venue[account] =
                    state.positions().stream()
                            .map(position -> holdings.position(idOf(position)))
                            .toArray(BigDecimal[]::new);
        }
    }

    BenchResult run() {
        int positions = ledger.length * INSTRUMENTS;
        long best = Long.MAX_VALUE;
        long bestLoop = Long.MAX_VALUE;
        long cold = 0;
        int found = 0;
        int differing = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            found = reconcile();
            long between = System.nanoTime();
            differing = compare();
            long end = System.nanoTime();
            if (round == 0) {
                cold = between - start;
            }
            best = Math.min(best, between - start);
            bestLoop = Math.min(bestLoop, end - between);
        }
        if (found != differing) {
            throw new IllegalStateException(
                    "Keel found " + found + " differences, the loop " + differing);
        }
        return result(positions, best, bestLoop, found, cold / 1e9);
    }

    private BenchResult result(
            int positions, long best, long bestLoop, int found, double coldSeconds) {
        double seconds = best / 1e9;
        Map<String, Double> figures = new TreeMap<>();
        figures.put("seconds", seconds);
        figures.put("secondsFor100000", seconds * 100_000 / positions);
        figures.put("secondsOfTheFirstRound", coldSeconds);
        figures.put("differences", (double) found);
        return new BenchResult(
                "reconcile",
                "positions per second",
                "two statements of every account (orders, history, positions, cash) held against the ledger by the"
                        + " account's own decision, differences confirmed by the second, venue latency excluded,"
                        + " against a loop over arrays that compares the same figures",
                Machine.here(),
                List.of(
                        new BenchResult.Scenario(
                                positions + " positions",
                                positions / seconds,
                                positions * 1e9 / bestLoop,
                                "both: %,d differences; ours %.3f s for %,d accounts"
                                        .formatted(found, seconds, ledger.length),
                                figures)));
    }

    /**
     * Takes both statements of every account.
     *
     * @return how many differences were found unexplained
     */
    private int reconcile() {
        int found = 0;
        for (int account = 0; account < ledger.length; account++) {
            AccountState before = held.states().get(account);
            Decision seen = take(before, first.get(account), null, FIRST);
            Sighting sighting = new Sighting(first.get(account), seen.state(), FIRST, SETTLING);
            Decision confirmed = take(seen.state(), second.get(account), sighting, SECOND);
            for (AccountEvent event : confirmed.events()) {
                if (event instanceof AccountEvent.DifferenceFound) {
                    found++;
                }
            }
        }
        return found;
    }

    private Decision take(
            AccountState state,
            VenueStatement statement,
            @Nullable Sighting before,
            Instant answered) {
        return Account.decide(
                state, new AccountCommand.Reconcile(statement, before), held.situation(answered));
    }

    /** The limit: what is in the arrays, compared and nothing else. */
    private int compare() {
        int found = 0;
        for (int account = 0; account < ledger.length; account++) {
            BigDecimal[] ours = ledger[account];
            BigDecimal[] theirs = venue[account];
            for (int i = 0; i < ours.length; i++) {
                if (ours[i].compareTo(theirs[i]) != 0) {
                    found++;
                }
            }
        }
        return found;
    }

    private static InstrumentId idOf(Position position) {
        return position.instrument().id();
    }

    private static Holdings holdings(AccountState state, int account) {
        Map<InstrumentId, BigDecimal> stated = new TreeMap<>();
        int index = 0;
        for (Position position : state.positions()) {
            BigDecimal ours = HeldAccounts.held(state, idOf(position));
            BigDecimal copy = new BigDecimal(ours.toPlainString());
            boolean differs = (account + index) % DIFFERS == 0;
            stated.put(idOf(position), differs ? copy.add(GAP) : copy);
            index++;
        }
        return new Holdings(stated, state.cash());
    }

    private static VenueStatement statement(
            Instant askedAt, @Nullable String after, AccountState state, Holdings holdings) {
        if (!state.openOrders().isEmpty()) {
            throw new IllegalStateException("account " + state.id() + " has open orders");
        }
        History history = new History(CURSOR, List.of(), List.of(), List.of());
        return new VenueStatement(askedAt, after, List.of(), history, holdings);
    }
}
