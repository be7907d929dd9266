package dev.keel.core.venue;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the venue says is held.
 *
 * @param positions signed quantities, below zero is short; what is not in here is flat
 * @param cash in the account's currency; null where the venue keeps none
 */
public record Holdings(Map<InstrumentId, BigDecimal> positions, @Nullable Money cash) {
    public Holdings {
        positions = Collections.unmodifiableMap(new TreeMap<>(positions));
    }

    public BigDecimal position(InstrumentId instrument) {
        return Optional.ofNullable(positions.get(instrument)).orElse(BigDecimal.ZERO);
    }
}
