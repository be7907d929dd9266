package dev.keel.ledger.projection;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import org.jspecify.annotations.Nullable;

/** An alarm as a row. */
record RecordedAlarm(AccountId account, long sequence, AccountEvent.Alarmed alarm) {
    @Nullable String symbol() {
        InstrumentId instrument = alarm.instrument();
        return instrument == null ? null : instrument.symbol();
    }
}
