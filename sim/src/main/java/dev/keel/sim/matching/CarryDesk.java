package dev.keel.sim.matching;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Movement;
import dev.keel.sim.tariff.Carry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charges positions for being held, and keeps the record of it that a statement shows. Guarded by
 * the venue's lock, but for {@link #isOwed}.
 *
 * <p>The cursor of the record is the number of the last movement. After a restart the record goes
 * on from the cursor that the account knows; times that passed before the first event after it are
 * not charged.
 */
final class CarryDesk {
    private final Carry carry;
    private final Map<InstrumentId, Long> chargedUpTo = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    /** The number of the movement before the first in the list. */
    private long numberedFrom;

    private volatile boolean owed;

    /**
     * @param cursor up to where the account knows the record; null from the beginning
     */
    CarryDesk(Carry carry, @Nullable String cursor) {
        this.carry = carry;
        this.numberedFrom = cursor == null ? 0 : Long.parseLong(cursor);
    }

    /** Whether there are movements that no statement has shown. */
    boolean isOwed() {
        return owed;
    }

    /** Charges what is held for the times up to this one, in milliseconds since 1970. */
    void charge(Book book, long upToMillis) {
        Instrument instrument = book.instrument();
        Price price = book.tape().last();
        if (instrument == null) {
            return;
        }
        Long from = chargedUpTo.put(instrument.id(), upToMillis);
        if (from == null || price == null || from >= upToMillis) {
            return;
        }
        List<Movement> due = carry.due(instrument, book.net(), price, from, upToMillis);
        if (!due.isEmpty()) {
            movements.addAll(due);
            owed = true;
        }
    }

    /** What moved after a cursor. */
    History after(@Nullable String cursor) {
        long from = cursor == null ? numberedFrom : Long.parseLong(cursor);
        int known = (int) Math.max(0, Math.min(movements.size(), from - numberedFrom));
        movements.subList(0, known).clear();
        numberedFrom += known;
        owed = false;
        long last = numberedFrom + movements.size();
        return new History(last == 0 ? null : Long.toString(last), List.of(), List.of(), movements);
    }
}
