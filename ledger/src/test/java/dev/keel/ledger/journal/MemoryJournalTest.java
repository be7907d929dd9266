package dev.keel.ledger.journal;

import dev.keel.core.account.KillLevel;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.MemoryStore;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.testkit.JournalContract;
import java.time.Duration;
import java.time.Instant;

class MemoryJournalTest extends JournalContract {
    private static final Duration TERM = Duration.ofSeconds(10);

    private Instant now = Instant.EPOCH;
    private final MemoryStore store = new MemoryStore(() -> now, TERM);
    private final Journal journal = store.session("one");
    private final Journal other = store.session("two");

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Journal other() {
        return other;
    }

    @Override
    protected void endTerm() {
        now = now.plus(TERM);
    }

    @Override
    protected void halt(String reason) {
        store.platform(new TradingSwitch.Halted(reason));
    }

    @Override
    protected void enable() {
        store.platform(TradingSwitch.Enabled.INSTANCE);
    }

    @Override
    protected void haltUser(UserId user, KillLevel level, String reason) {
        store.user(user, new TradingSwitch.Halted(level, reason));
    }

    @Override
    protected void enableUser(UserId user) {
        store.user(user, TradingSwitch.Enabled.INSTANCE);
    }

    @Override
    protected void limit(String scope, Money limit) {
        store.limit(scope, limit);
    }

    @Override
    protected void unlimit(String scope, Asset currency) {
        store.limit(scope, null);
    }

    @Override
    protected Money used(String scope, Asset currency) {
        return store.used(scope, currency);
    }
}
