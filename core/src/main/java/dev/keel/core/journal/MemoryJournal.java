package dev.keel.core.journal;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<AccountId, Map<ClientKey, OrderId>> keys = new TreeMap<>();
    private TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;

    @Override
    public synchronized CompletionStage<Appended> append(Append append) {
        AccountId account = append.after().id();
        List<AccountEvent> history = events.getOrDefault(account, List.of());
        if (history.size() != append.expectedSequence()) {
            return CompletableFuture.completedStage(new Appended.Conflict(history.size()));
        }
        if (platform instanceof TradingSwitch.Halted halted && append.addsRisk()) {
            return CompletableFuture.completedStage(new Appended.Halted(halted));
        }
        Map<ClientKey, OrderId> fresh = append.clientKeys();
        if (!fresh.isEmpty()) {
            Map<ClientKey, OrderId> known = keys.computeIfAbsent(account, _ -> new HashMap<>());
            for (ClientKey key : fresh.keySet()) {
                OrderId taken = known.get(key);
                if (taken != null) {
                    return CompletableFuture.completedStage(new Appended.KeyTaken(key, taken));
                }
            }
            known.putAll(fresh);
        }
        events.computeIfAbsent(account, _ -> new ArrayList<>()).addAll(append.events());
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
        return Optional.ofNullable(keys.getOrDefault(account, Map.of()).get(key));
    }

    /** Throws or re-arms the kill switch above all accounts. */
    public synchronized void platform(TradingSwitch newSwitch) {
        platform = newSwitch;
    }
}
