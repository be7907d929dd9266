package dev.keel.venues.fix.transport;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * How a session's numbers are kept.
 *
 * @param reset when they begin at 1 again
 * @param nextExpected whether a logon says which number is expected next (tag 789, FIX 4.4 and
 *     later)
 * @param resendChunk how many messages are asked for again at a time; 0 for all of them
 */
public record Sequencing(Reset reset, NextExpected nextExpected, int resendChunk) {
    /** Kept for ever; all that is missing is asked for at once. */
    public static final Sequencing KEPT =
            new Sequencing(new Reset.Never(), NextExpected.NOT_SAID, 0);

    /** From 1 at each logon, tag 141: nothing can be recovered from the session itself. */
    public static final Sequencing FRESH =
            new Sequencing(new Reset.EachLogon(), NextExpected.NOT_SAID, 0);

    public Sequencing {
        if (resendChunk < 0) {
            throw new IllegalArgumentException(
                    "resendChunk must not be negative, was " + resendChunk);
        }
    }

    /** Whether a logon tells the counterparty what it should send next. */
    public enum NextExpected {
        SAID,
        NOT_SAID
    }

    /** When the numbers begin at 1 again. */
    public sealed interface Reset {
        /** Only by hand, or if the counterparty does it. */
        record Never() implements Reset {}

        /** The venue demands it; a report that was sent meanwhile is never seen again. */
        record EachLogon() implements Reset {}

        /**
         * At the first logon after a time of the day, or of the week; never while logged on, when
         * what is to be sent again would be lost.
         */
        record Scheduled(ZoneId zone, LocalTime at, Optional<DayOfWeek> day) implements Reset {
            /** The last such time that is not after a moment. */
            public Instant lastBefore(Instant now) {
                ZonedDateTime local = now.atZone(zone);
                ZonedDateTime due = local.with(at);
                if (day.isPresent()) {
                    due = due.with(TemporalAdjusters.previousOrSame(day.get()));
                }
                if (due.isAfter(local)) {
                    due = day.isPresent() ? due.minusWeeks(1) : due.minusDays(1);
                }
                return due.toInstant();
            }
        }
    }
}
