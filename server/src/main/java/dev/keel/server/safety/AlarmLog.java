package dev.keel.server.safety;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.Append;
import dev.keel.server.runtime.CommitListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a person must hear of into the log, once it is durable. */
public final class AlarmLog implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmLog.class);

    @Override
    public void onCommit(Append append) {
        AccountId account = append.after().id();
        for (AccountEvent event : append.events()) {
            if (event instanceof AccountEvent.Alarmed alarm) {
                LOG.warn(
                        "account {}: {}{}: {}",
                        account,
                        alarm.kind(),
                        of(alarm.instrument()),
                        alarm.detail());
            } else if (event instanceof AccountEvent.Halted halted) {
                LOG.warn(
                        "account {}: stopped at {} by {}: {}",
                        account,
                        halted.level(),
                        halted.who(),
                        halted.reason());
            } else if (event instanceof AccountEvent.DifferenceFound(var _, var difference)) {
                LOG.warn(
                        "account {}: difference {} ({}): {}",
                        account,
                        difference.number(),
                        difference.explanation(),
                        difference.detail());
            }
        }
    }

    private static String of(@Nullable InstrumentId instrument) {
        return instrument == null ? "" : " of " + instrument;
    }
}
