package dev.keel.server.trading;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.money.Price;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.view.LedgerEntry;
import dev.keel.ledger.view.LedgerReader;
import dev.keel.server.runtime.AccountHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Places and cancels orders of clients on an account. For any number of threads. */
public final class OrderEntry {
    /** How long a market order may take to be filled before the client is answered. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AccountHost account;
    private final LedgerReader ledger;
    private final BooleanSupplier marketMoves;

    /**
     * @param marketMoves whether an order that waits can be filled soon
     */
    public OrderEntry(AccountHost account, LedgerReader ledger, BooleanSupplier marketMoves) {
        this.account = account;
        this.ledger = ledger;
        this.marketMoves = marketMoves;
    }

    /**
     * What became of a request.
     *
     * @param order as it stands, in the ledger
     * @param repeated whether the order was there before this request
     */
    public record Placed(LedgerEntry order, boolean repeated) {}

    /**
     * Places an order, or finds the one that was placed under this key before; blocks until it is
     * durable, and a market order, for a while, until it is filled.
     *
     * @param expected the price the client has in mind
     * @throws KeyReusedException if the key names an order that asks for something else
     * @throws dev.keel.core.execution.RunnerSuspendedException if the account does not act just
     *     now; to send the same key again is safe
     */
    public Placed place(ClientKey key, OrderRequest request, Optional<Price> expected, String who)
            throws InterruptedException {
        boolean repeated = find(key).isPresent() || !isNew(key, request, expected, who);
        LedgerEntry entry = find(key).orElseThrow(() -> missing(key));
        RequestMatch.differenceOf(entry, request)
                .ifPresent(difference -> {
                    throw new KeyReusedException(key, difference);
                });
        if (!entry.ending().status().isTerminal()) {
            awaitAnswer(entry.names().order(), request);
        }
        return new Placed(find(key).orElseThrow(() -> missing(key)), repeated);
    }

    /**
     * Wants an order gone; blocks until that is durable, and for a while until the order has ended.
     * One that has ended stays as it ended.
     *
     * @return as it stands, in the ledger
     * @throws dev.keel.core.execution.RunnerSuspendedException if the account does not act just now
     */
    public LedgerEntry cancel(OrderId id, String why) throws InterruptedException {
        if (isOpen(account.state(), id)) {
            List<AccountEvent> _ = account.ask(new AccountCommand.CancelOrder(id, why));
            boolean _ = account.await(state -> !isOpen(state, id), PATIENCE);
        }
        return ledger.order(id)
                .orElseThrow(() -> new LedgerException("order " + id + " is not in the ledger"));
    }

    /**
     * Hands the order to the account; false if another request with this key was faster.
     *
     * @throws IllegalArgumentException if the order cannot be taken for another reason
     */
    private boolean isNew(
            ClientKey key, OrderRequest request, Optional<Price> expected, String who) {
        try {
            List<AccountEvent> events =
                    account.ask(
                            new AccountCommand.PlaceOrder(
                                    request, key, who, expected.orElse(null)));
            return !events.isEmpty();
        } catch (IllegalArgumentException e) {
            if (find(key).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    /** Waits for the venue's answer, and for the fill of a market order that can be had soon. */
    private void awaitAnswer(OrderId id, OrderRequest request) throws InterruptedException {
        boolean fillsSoon =
                request.type() instanceof OrderType.Market && marketMoves.getAsBoolean();
        boolean _ =
                account.await(
                        state -> fillsSoon ? !isOpen(state, id) : isAnswered(state, id), PATIENCE);
    }

    private static boolean isOpen(AccountState state, OrderId id) {
        return state.order(id).filter(Order::isOpen).isPresent();
    }

    private static boolean isAnswered(AccountState state, OrderId id) {
        return state.order(id).filter(order -> order.status() == OrderStatus.PENDING).isEmpty();
    }

    private Optional<LedgerEntry> find(ClientKey key) {
        return ledger.order(account.state().id(), key);
    }

    private static LedgerException missing(ClientKey key) {
        return new LedgerException("the order of key " + key + " is not in the ledger");
    }
}
