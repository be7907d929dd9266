package dev.keel.ledger.journal;

import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.testkit.JournalContract;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected void halt(String reason) {
        journal.platform(new TradingSwitch.Halted(reason));
    }

    @Override
    protected void enable() {
        journal.platform(TradingSwitch.Enabled.INSTANCE);
    }
}
