package dev.keel.sim.matching;

import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What all orders on an instrument together may take of a bar's (or a trade's) volume.
 *
 * <p>Unknown volume limits nothing.
 */
final class VolumeBudget {
    private final @Nullable BigDecimal participation;
    private final Tape tape;
    private Object source = 0L;
    private Quantity used = Quantity.ZERO;

    VolumeBudget(@Nullable BigDecimal participation, Tape tape) {
        this.participation = participation;
        this.tape = tape;
    }

    /** What may be traded now of a wanted quantity. */
    Quantity offer(Quantity wanted) {
        if (participation == null) {
            return wanted;
        }
        Quantity volume = tape.volume();
        if (volume.isZero()) {
            return wanted;
        }
        Quantity allowed = volume.times(participation);
        Quantity taken = usedNow();
        return taken.isGreaterThan(allowed) ? Quantity.ZERO : allowed.minus(taken).min(wanted);
    }

    void use(Quantity quantity) {
        if (participation != null) {
            used = usedNow().plus(quantity);
        }
    }

    private Quantity usedNow() {
        Object now = tape.source();
        if (!now.equals(source)) {
            source = now;
            used = Quantity.ZERO;
        }
        return used;
    }
}
