package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of one account that become true together.
 *
 * @param expectedSequence how many events the account must have before, 0 for a new account
 * @param events at least one
 * @param after the state after them, for the tables that people read
 * @param fence the {@linkplain Lease#token token} of the writer's lease
 * @param before the state before them, null for a new account: what a trade moved in the books is
 *     the difference that it made
 */
public record Append(
        long expectedSequence,
        List<AccountEvent> events,
        AccountState after,
        long fence,
        @Nullable AccountState before) {
    /**
     * An append to an account that nobody holds a lease of, without the state before it; a journal
     * that keeps books takes no trade of an existing account from it.
     */
    public Append(long expectedSequence, List<AccountEvent> events, AccountState after) {
        this(expectedSequence, events, after, 0, null);
    }

    /** The opening of an account. */
    public Append(
            long expectedSequence, List<AccountEvent> events, AccountState after, long fence) {
        this(expectedSequence, events, after, fence, null);
    }

    /** An append to an account that nobody holds a lease of. */
    public Append(AccountState before, List<AccountEvent> events, AccountState after) {
        this(before.sequence(), events, after, 0, before);
    }

    /** What follows a state. */
    public Append(AccountState before, List<AccountEvent> events, AccountState after, long fence) {
        this(before.sequence(), events, after, fence, before);
    }

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
        if (before != null && before.sequence() != expectedSequence) {
            throw new IllegalArgumentException(
                    "the state before must be at sequence "
                            + expectedSequence
                            + ", was at "
                            + before.sequence());
        }
        events = List.copyOf(events);
    }

    /**
     * Whether an order in here may make exposure greater; such an append must see the kill switch
     * open.
     */
    public boolean addsRisk() {
        for (AccountEvent event : events) {
            if (addsRisk(event)) {
                return true;
            }
        }
        return false;
    }

    /** The orders of clients in here by their keys, refused ones included; no key may be taken. */
    public Map<ClientKey, OrderId> clientKeys() {
        Map<ClientKey, OrderId> keys = Map.of();
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.OrderPlaced placed) {
                keys = withKey(keys, placed.origin(), placed.order());
            } else if (event instanceof AccountEvent.OrderRefused refused) {
                keys = withKey(keys, refused.origin(), refused.order());
            }
        }
        return keys;
    }

    /**
     * Every key that may not have been used before: those of orders in here, and of orders that are
     * to follow when what they replace has ended.
     */
    public Set<ClientKey> usedKeys() {
        if (!hasKeys()) {
            return Set.of();
        }
        Map<ClientKey, OrderId> placed = clientKeys();
        Set<ClientKey> keys = placed.isEmpty() ? Set.of() : placed.keySet();
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.AmendRequested amend) {
                keys = new LinkedHashSet<>(keys);
                keys.add(amend.key());
            }
        }
        return keys;
    }

    /** Most appends have none: they are found out without a set. */
    private boolean hasKeys() {
        for (int i = 0; i < events.size(); i++) {
            AccountEvent event = events.get(i);
            boolean ofClient =
                    (event instanceof AccountEvent.OrderPlaced placed
                                    && placed.origin() instanceof Origin.OfClient)
                            || (event instanceof AccountEvent.OrderRefused refused
                                    && refused.origin() instanceof Origin.OfClient);
            if (ofClient || event instanceof AccountEvent.AmendRequested) {
                return true;
            }
        }
        return false;
    }

    /** Most appends have no order of a client, and get by without a map. */
    private static Map<ClientKey, OrderId> withKey(
            Map<ClientKey, OrderId> keys, Origin origin, OrderId order) {
        if (!(origin instanceof Origin.OfClient(ClientKey key, String _))) {
            return keys;
        }
        Map<ClientKey, OrderId> more = keys.isEmpty() ? new LinkedHashMap<>() : keys;
        more.put(key, order);
        return more;
    }

    private static boolean addsRisk(AccountEvent event) {
        return event instanceof AccountEvent.OrderPlaced placed
                && !placed.request().isReduceOnly()
                && !(placed.origin() instanceof Origin.OfProtection);
    }
}
