package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.order.Origin;
import java.util.List;

/**
 * Events of one account that become true together.
 *
 * @param expectedSequence how many events the account must have before, 0 for a new account
 * @param events at least one
 * @param after the state after them, for the tables that people read
 */
public record Append(long expectedSequence, List<AccountEvent> events, AccountState after) {
    public Append {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an append must have events");
        }
        if (after.sequence() != expectedSequence + events.size()) {
            throw new IllegalArgumentException(
                    "state must be at sequence "
                            + (expectedSequence + events.size())
                            + ", was at "
                            + after.sequence());
        }
        events = List.copyOf(events);
    }

    /**
     * Whether an order in here may make exposure greater; such an append must see the kill switch
     * open.
     */
    public boolean addsRisk() {
        return events.stream().anyMatch(Append::addsRisk);
    }

    private static boolean addsRisk(AccountEvent event) {
        return event instanceof AccountEvent.OrderPlaced placed
                && !placed.request().isReduceOnly()
                && !(placed.origin() instanceof Origin.OfProtection);
    }
}
