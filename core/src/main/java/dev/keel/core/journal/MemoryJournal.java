package dev.keel.core.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * A journal that forgets everything when the program ends: for backtests, simulations and tests.
 * Either alone, or one of several sessions on a {@link MemoryStore}.
 */
public final class MemoryJournal implements Journal {
    private final MemoryStore store;
    private final String name;
    private final InstantSource clock;
    private final boolean fenced;
    private final Map<AccountId, Held> leases = new TreeMap<>();

    /** A journal of its own, which nobody else can write to. */
    public MemoryJournal() {
        this.store = new MemoryStore(InstantSource.fixed(Instant.EPOCH), Duration.ofDays(1));
        this.name = "alone";
        this.clock = InstantSource.fixed(Instant.EPOCH);
        this.fenced = false;
    }

    MemoryJournal(MemoryStore store, String name, InstantSource clock) {
        this.store = store;
        this.name = name;
        this.clock = clock;
        this.fenced = true;
    }

    @Override
    public Lease acquire(AccountId account) {
        if (!fenced) {
            return Lease.unfenced(account);
        }
        Instant asked = clock.instant();
        long token = store.acquire(account, this);
        Held lease = new Held(account, token, asked.plus(store.heldFor()));
        synchronized (leases) {
            Held before = leases.put(account, lease);
            if (before != null) {
                before.heldUntil = Instant.MIN;
            }
        }
        return lease;
    }

    /** Extends the leases of this session that nobody has taken over; for a timer of the owner. */
    public void renew() {
        Instant asked = clock.instant();
        synchronized (leases) {
            leases.values()
                    .removeIf(lease -> {
                        boolean renewed = store.renew(lease.account, lease.token);
                        lease.heldUntil = renewed ? asked.plus(store.heldFor()) : Instant.MIN;
                        return !renewed;
                    });
        }
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        return store.append(append);
    }

    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        return store.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        return store.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return store.findOrder(account, key);
    }

    /** Throws or re-arms the kill switch above all accounts. */
    public void platform(TradingSwitch newSwitch) {
        store.platform(newSwitch);
    }

    /** What this journal shares with other sessions. */
    public MemoryStore store() {
        return store;
    }

    String name() {
        return name;
    }

    /** A lease as its holder sees it. */
    private final class Held implements Lease {
        private final AccountId account;
        private final long token;
        private volatile Instant heldUntil;

        Held(AccountId account, long token, Instant heldUntil) {
            this.account = account;
            this.token = token;
            this.heldUntil = heldUntil;
        }

        @Override
        public AccountId account() {
            return account;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean isHeld() {
            return clock.instant().isBefore(heldUntil);
        }

        @Override
        public void release() {
            synchronized (leases) {
                leases.remove(account, this);
                heldUntil = Instant.MIN;
            }
            store.release(account, token);
        }
    }
}
