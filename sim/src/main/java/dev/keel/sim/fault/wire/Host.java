package dev.keel.sim.fault.wire;

import dev.keel.core.account.AccountId;
import dev.keel.sim.fault.plan.CrashPoint;
import java.time.Instant;

/** The process that an adapter or a journal's session lives in. */
public interface Host {
    String name();

    /** Whether it lives; a dead one does nothing any more. */
    boolean isUp();

    /** The time by its own clock. */
    Instant now();

    /** Does something in it after so many microseconds: later if it stands still, never if dead. */
    void later(long micros, Runnable work);

    /**
     * Dies here, or not.
     *
     * @return whether it has died; the caller then does nothing more
     */
    boolean diesAt(CrashPoint point, AccountId account);
}
