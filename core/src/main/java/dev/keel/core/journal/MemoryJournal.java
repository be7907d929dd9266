package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A journal that forgets everything when the program ends: for backtests, simulations and tests.
 */
public final class MemoryJournal implements Journal {
    private static final CompletionStage<Appended> COMMITTED =
            CompletableFuture.completedStage(Appended.Committed.INSTANCE);

    private final Map<AccountId, List<AccountEvent>> events = new TreeMap<>();
    private TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;

    @Override
    public synchronized CompletionStage<Appended> append(Append append) {
        List<AccountEvent> history =
                events.computeIfAbsent(append.after().id(), _ -> new ArrayList<>());
        if (history.size() != append.expectedSequence()) {
            return CompletableFuture.completedStage(new Appended.Conflict(history.size()));
        }
        if (platform instanceof TradingSwitch.Halted(String reason) && append.addsRisk()) {
            return CompletableFuture.completedStage(new Appended.Halted(reason));
        }
        history.addAll(append.events());
        return COMMITTED;
    }

    @Override
    public synchronized List<RecordedEvent> read(AccountId account, long afterSequence) {
        List<AccountEvent> history = events.getOrDefault(account, List.of());
        List<RecordedEvent> result = new ArrayList<>();
        for (int i = Math.toIntExact(afterSequence); i < history.size(); i++) {
            result.add(new RecordedEvent(i + 1L, history.get(i)));
        }
        return result;
    }

    @Override
    public synchronized List<AccountId> accounts() {
        return List.copyOf(events.keySet());
    }

    @Override
    public synchronized Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return events.getOrDefault(account, List.of()).stream()
                .flatMap(event -> orderUnder(event, key).stream())
                .findFirst();
    }

    /** Throws or re-arms the kill switch above all accounts. */
    public synchronized void platform(TradingSwitch newSwitch) {
        platform = newSwitch;
    }

    private static Optional<OrderId> orderUnder(AccountEvent event, ClientKey key) {
        return switch (event) {
            case AccountEvent.OrderPlaced placed when isUnder(placed.origin(), key) ->
                    Optional.of(placed.order());
            case AccountEvent.OrderRefused refused when isUnder(refused.origin(), key) ->
                    Optional.of(refused.order());
            default -> Optional.empty();
        };
    }

    private static boolean isUnder(Origin origin, ClientKey key) {
        return origin instanceof Origin.OfClient(ClientKey used, String _) && used.equals(key);
    }
}
