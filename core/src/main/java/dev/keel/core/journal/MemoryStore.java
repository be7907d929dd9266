package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What several {@link MemoryJournal}s share, as processes share one database: events, leases, kill
 * switches above the accounts and limits over them. It forgets everything when the program ends.
 *
 * <p>Safe for any number of threads, has none of its own, and does the same whenever it is asked
 * the same.
 */
public final class MemoryStore {
    /** A holder stops this part of the term before its lease ends for the others. */
    static final int MARGIN_DIVISOR = 5;

    private final InstantSource clock;
    private final Duration leaseTerm;
    private final Map<AccountId, Written> accounts = new TreeMap<>();
    private final Map<AccountId, LeaseRow> leases = new HashMap<>();
    private final Map<UserId, TradingSwitch> users = new HashMap<>();
    private final Map<Counted, Budget> budgets = new HashMap<>();
    private TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;

    /**
     * @param clock by which leases end
     * @param leaseTerm how long a lease runs unless it is renewed
     */
    public MemoryStore(InstantSource clock, Duration leaseTerm) {
        if (!leaseTerm.isPositive()) {
            throw new IllegalArgumentException("leaseTerm must be positive, was " + leaseTerm);
        }
        this.clock = clock;
        this.leaseTerm = leaseTerm;
    }

    /**
     * A process that works on this store. Each session is a holder of its own, also under a name
     * that was used before: a process that starts again must wait for the leases it had.
     */
    public MemoryJournal session(String holder) {
        return session(holder, clock);
    }

    /**
     * The same with a clock of its own, which may be wrong but must never be turned back.
     *
     * @param holdersClock by which the session stops in time
     */
    public MemoryJournal session(String holder, InstantSource holdersClock) {
        return new MemoryJournal(this, holder, holdersClock);
    }

    /** Throws or re-arms the kill switch above all accounts. */
    public synchronized void platform(TradingSwitch newSwitch) {
        platform = newSwitch;
    }

    /** Throws or re-arms the kill switch above the accounts of a user. */
    public synchronized void user(UserId user, TradingSwitch newSwitch) {
        users.put(user, newSwitch);
    }

    /**
     * Limits what the accounts of a scope have at stake together; those in other currencies than
     * the limit's are not counted.
     *
     * @param scope {@link SharedLimit#PLATFORM} or {@link SharedLimit#ofUser}
     * @param limit null takes away the scope's limits of all currencies
     */
    public synchronized void limit(String scope, @Nullable Money limit) {
        if (limit == null) {
            budgets.keySet().removeIf(counted -> counted.scope.equals(scope));
            return;
        }
        if (budgets.isEmpty()) {
            accounts.values().forEach(Written::count);
        }
        Counted counted = new Counted(scope, limit.asset());
        budgets.put(counted, new Budget(limit, sum(counted)));
    }

    /** What the accounts of a scope have at stake together, in one currency. */
    public synchronized Money used(String scope, Asset currency) {
        Counted counted = new Counted(scope, currency);
        Budget budget = budgets.get(counted);
        if (budget == null) {
            accounts.values().forEach(Written::count);
            return sum(counted);
        }
        return budget.used;
    }

    /** Who took the account last, if the lease still runs by the store's clock. */
    public synchronized Optional<String> holder(AccountId account) {
        return Optional.ofNullable(leases.get(account))
                .filter(lease -> lease.until.isAfter(clock.instant()))
                .map(lease -> lease.holder.name());
    }

    /** The token of the account's latest lease; 0 if it never had one. */
    public synchronized long token(AccountId account) {
        LeaseRow lease = leases.get(account);
        return lease == null ? 0 : lease.token;
    }

    synchronized CompletionStage<Appended> append(Append append) {
        Written written = accounts.get(append.after().id());
        Appended refusal = refusal(append, written);
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        Set<ClientKey> used = append.usedKeys();
        if (written != null && !used.isEmpty()) {
            for (ClientKey key : used) {
                OrderId taken = written.keys.get(key);
                if (taken != null) {
                    return CompletableFuture.completedStage(new Appended.KeyTaken(key, taken));
                }
            }
        }
        Money stake = budgets.isEmpty() ? null : append.after().stake();
        if (stake != null) {
            Appended over = reserve(append, written, stake);
            if (over != null) {
                return CompletableFuture.completedStage(over);
            }
        }
        if (written == null) {
            written = new Written(append.after());
            accounts.put(append.after().id(), written);
        }
        written.take(append, used.isEmpty() ? Map.of() : append.clientKeys(), stake);
        return CompletableFuture.completedFuture(Appended.Committed.INSTANCE);
    }

    synchronized List<RecordedEvent> read(AccountId account, long afterSequence) {
        Written written = accounts.get(account);
        List<AccountEvent> history = written == null ? List.of() : written.events;
        List<RecordedEvent> result = new ArrayList<>();
        for (int i = Math.toIntExact(afterSequence); i < history.size(); i++) {
            result.add(new RecordedEvent(i + 1L, history.get(i)));
        }
        return result;
    }

    synchronized List<AccountId> accounts() {
        return List.copyOf(accounts.keySet());
    }

    synchronized Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        Written written = accounts.get(account);
        return written == null ? Optional.empty() : Optional.ofNullable(written.keys.get(key));
    }

    /** Gives the account to a holder, under a new token. */
    synchronized long acquire(AccountId account, MemoryJournal holder) {
        LeaseRow before = leases.get(account);
        Instant now = clock.instant();
        if (before != null && before.holder != holder && before.until.isAfter(now)) {
            throw new LeaseHeldException(account, before.holder.name());
        }
        LeaseRow lease =
                new LeaseRow(before == null ? 1 : before.token + 1, holder, now.plus(leaseTerm));
        leases.put(account, lease);
        return lease.token;
    }

    /** Extends a lease, unless another one has followed it. */
    synchronized boolean renew(AccountId account, long token) {
        LeaseRow lease = leases.get(account);
        if (lease == null || lease.token != token) {
            return false;
        }
        lease.until = clock.instant().plus(leaseTerm);
        return true;
    }

    /** Ends a lease for the others too. */
    synchronized void release(AccountId account, long token) {
        LeaseRow lease = leases.get(account);
        if (lease != null && lease.token == token) {
            lease.until = Instant.MIN;
        }
    }

    /** How long a holder may trust a request that was answered. */
    Duration heldFor() {
        return leaseTerm.minus(leaseTerm.dividedBy(MARGIN_DIVISOR));
    }

    private @Nullable Appended refusal(Append append, @Nullable Written written) {
        if (!leases.isEmpty() || append.fence() != 0) {
            long token = token(append.after().id());
            if (append.fence() != token) {
                return new Appended.Fenced(token);
            }
        }
        long sequence = written == null ? 0 : written.events.size();
        if (sequence != append.expectedSequence()) {
            return new Appended.Conflict(sequence);
        }
        return halted(append);
    }

    private @Nullable Appended halted(Append append) {
        TradingSwitch ofUser = TradingSwitch.Enabled.INSTANCE;
        if (!users.isEmpty()) {
            ofUser = users.getOrDefault(append.after().profile().user(), ofUser);
        }
        boolean isOpen =
                platform instanceof TradingSwitch.Enabled
                        && ofUser instanceof TradingSwitch.Enabled;
        return isOpen || !append.addsRisk()
                ? null
                : Appended.Halted.by(platform, ofUser).orElse(null);
    }

    /** Counts what the append changes, or tells which limit it would exceed. */
    private @Nullable Appended reserve(Append append, @Nullable Written written, Money stake) {
        Money more = written == null ? stake : stake.minus(written.stake);
        if (more.isZero()) {
            return null;
        }
        List<Counted> scopes = Counted.of(append.after().profile());
        if (more.isPositive() && append.addsRisk()) {
            for (Counted counted : scopes) {
                Budget budget = budgets.get(counted);
                if (budget != null && budget.used.plus(more).isGreaterThan(budget.limit)) {
                    return new Appended.OverLimit(
                            new SharedLimit(counted.scope, budget.limit, budget.used.plus(more)));
                }
            }
        }
        for (Counted counted : scopes) {
            Budget budget = budgets.get(counted);
            if (budget != null) {
                budget.used = budget.used.plus(more);
            }
        }
        return null;
    }

    private Money sum(Counted counted) {
        Money sum = Money.zero(counted.currency);
        for (Written written : accounts.values()) {
            if (Counted.of(written.state.profile()).contains(counted)) {
                sum = sum.plus(written.stake);
            }
        }
        return sum;
    }

    /** The accounts of a scope that are kept in one currency. */
    private record Counted(String scope, Asset currency) {
        /** What an account counts in. */
        static List<Counted> of(AccountProfile account) {
            return List.of(
                    new Counted(SharedLimit.PLATFORM, account.currency()),
                    new Counted(SharedLimit.ofUser(account.user()), account.currency()));
        }
    }

    /** A limit and what is used of it. */
    private static final class Budget {
        private final Money limit;
        private Money used;

        Budget(Money limit, Money used) {
            this.limit = limit;
            this.used = used;
        }
    }

    private static final class LeaseRow {
        private final long token;
        private final MemoryJournal holder;
        private Instant until;

        LeaseRow(long token, MemoryJournal holder, Instant until) {
            this.token = token;
            this.holder = holder;
            this.until = until;
        }
    }

    /** What is written of an account. */
    private static final class Written {
        private final List<AccountEvent> events = new ArrayList<>();
        private final Map<ClientKey, OrderId> keys = new HashMap<>();
        private AccountState state;

        /** Up to date only while there is a limit. */
        private Money stake;

        Written(AccountState state) {
            this.state = state;
            this.stake = Money.zero(state.profile().currency());
        }

        void take(Append append, Map<ClientKey, OrderId> fresh, @Nullable Money newStake) {
            for (AccountEvent event : append.events()) {
                events.add(event);
            }
            if (!fresh.isEmpty()) {
                keys.putAll(fresh);
            }
            state = append.after();
            if (newStake != null) {
                stake = newStake;
            }
        }

        void count() {
            stake = state.stake();
        }
    }
}
