package dev.keel.venues.certification;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.ReconciliationResult;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.execution.RunnerSettings;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.position.PositionSide;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A real account over the connector: its runner, its journal, its reconciliation. In the end the
 * ledger is what the broker has, or a difference was told.
 */
public final class Life implements AutoCloseable {
    private static final Duration RECONCILE_EVERY = Duration.ofSeconds(1);

    /** Faults are what the cases are about; they must not stop the account. */
    private static final int NEVER_HALT = 1_000_000;

    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    private final Rig rig;
    private final BrokerSide broker;
    private final Requests requests;
    private final MemoryJournal journal = new MemoryJournal();
    private final LatestPrices prices = new LatestPrices();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger submitted = new AtomicInteger();

    /** How often the runner was called after the case was over. */
    private final AtomicInteger late = new AtomicInteger();

    private final InstantSource clock;
    private AccountRunner runner;
    private int keys;

    Life(Rig rig, BrokerSide broker, InstantSource clock, Requests requests) {
        this.rig = rig;
        this.broker = broker;
        this.clock = clock;
        this.requests = requests;
        Quote quote = new Quote(Price.of("100"), clock.instant(), Quantity.ZERO);
        prices.update(instrument(), quote);
        this.runner =
                AccountRunner.open(
                        new AccountCommand.Open(rig.profile(), Books.SETTINGS),
                        new Situation(clock.instant(), prices, null, armed()),
                        ports(rig.connection()));
        Money funds = new Money(rig.profile().currency(), balance());
        if (funds.isPositive() && !rig.tellsOpeningBalance()) {
            ask(new AccountCommand.MoveFunds(funds, "what the broker holds"));
        }
        ask(new AccountCommand.ListInstrument(rig.instrument()));
        await("the venue confirms the ledger", state -> runner.isReconciled());
    }

    /** What a connector still says once the case is over, nobody has to hear. */
    private void work(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            late.incrementAndGet();
        }
    }

    private static TradingSwitch armed() {
        return TradingSwitch.Enabled.INSTANCE;
    }

    private InstrumentId instrument() {
        return rig.instrument().id();
    }

    private RunnerPorts ports(AccountConnection connection) {
        return new RunnerPorts(
                journal,
                (state, listener) ->
                        new Hastened(connection.venues().connect(state, listener), submitted),
                venue ->
                        new Situation(
                                clock.instant(), prices, venue.balanceAsOf().orElse(null), armed()),
                this::work,
                new RunnerSettings(RECONCILE_EVERY, NEVER_HALT));
    }

    public Requests requests() {
        return requests;
    }

    public AccountState state() {
        return runner.state();
    }

    /** How many orders the runner has sent. */
    int submitted() {
        return submitted.get();
    }

    /** Places an order; it is on its way when this returns. */
    public OrderId place(OrderRequest request) {
        keys++;
        ClientKey key = new ClientKey("certification " + keys);
        List<AccountEvent> events =
                ask(new AccountCommand.PlaceOrder(request, key, "certification", null));
        return events.stream()
                .filter(AccountEvent.OrderPlaced.class::isInstance)
                .map(event -> ((AccountEvent.OrderPlaced) event).order())
                .findFirst()
                .orElseThrow(() ->
                        new ContractBroken(
                                "the account cannot trade over this connector: " + events));
    }

    public void cancel(OrderId order) {
        List<AccountEvent> _ = ask(new AccountCommand.CancelOrder(order, "certification"));
    }

    /** The process dies, and another takes the account up. */
    public void restart() {
        runner.release();
        AccountConnection fresh = rig.reconnect();
        runner = AccountRunner.resume(rig.profile().id(), ports(fresh));
    }

    public OrderStatus status(OrderId order) {
        return runner.state().order(order).map(Order::status).orElse(OrderStatus.PENDING);
    }

    /** Waits, looking after the account meanwhile. */
    public void await(String what, Predicate<AccountState> condition) {
        if (!until(condition)) {
            throw new ContractBroken("awaited in vain that " + what + "; " + standing());
        }
    }

    private boolean until(Predicate<AccountState> condition) {
        return Patient.waitFor(
                rig.deadline().multipliedBy(2),
                () -> {
                    runner.tend();
                    return condition.test(runner.state());
                });
    }

    /** Waits until ledger and broker are of one mind about everything. */
    public void settle() {
        await(
                "ledger and broker agree",
                _ -> {
                    ReconciliationResult result = reconciled();
                    return result.whole() && result.events().isEmpty() && disagreement().isEmpty();
                });
    }

    private ReconciliationResult reconciled() {
        var result = runner.reconcile().toCompletableFuture();
        boolean _ =
                Patient.waitFor(
                        rig.deadline(),
                        () -> {
                            runner.tend();
                            return result.isDone();
                        });
        return result.getNow(
                new ReconciliationResult(clock.instant(), false, List.of(), "no answer"));
    }

    /** What ledger and broker do not agree about; empty if they do. */
    private Optional<String> disagreement() {
        AccountState ledger = runner.state();
        if (runner.suspension().isPresent()) {
            return Optional.of("the account is suspended: " + runner.suspension().get());
        }
        if (!runner.isReconciled() || !ledger.unexplained().isEmpty()) {
            return Optional.of("not reconciled, unexplained " + ledger.unexplained());
        }
        Optional<String> order =
                Stream.concat(ledger.openOrders().stream(), ledger.recentlyClosedOrders().stream())
                        .flatMap(known -> orderDisagreement(known).stream())
                        .findFirst();
        return order.or(() -> positionDisagreement(ledger)).or(() -> cashDisagreement(ledger));
    }

    private Optional<String> orderDisagreement(Order order) {
        Optional<BrokerOrder> held = broker.order(rig.clientIdOf(order.id()));
        boolean rests =
                held.map(BrokerOrder::state)
                        .filter(state ->
                                state == BrokerOrder.State.WORKING
                                        || state == BrokerOrder.State.DORMANT)
                        .isPresent();
        boolean settled =
                order.isOpen()
                        ? rests
                                && (order.status() == OrderStatus.WORKING
                                        || order.status() == OrderStatus.PARTIALLY_FILLED)
                        : !rests;
        BigDecimal traded = held.map(BrokerOrder::filled).orElse(BigDecimal.ZERO);
        BigDecimal booked = order.execution().quantity().value();
        return settled && traded.compareTo(booked) == 0
                ? Optional.empty()
                : Optional.of("order " + order + " is " + held + " at the broker");
    }

    private Optional<String> positionDisagreement(AccountState ledger) {
        BigDecimal booked = position(ledger);
        BigDecimal held = broker.position(instrument());
        return booked.compareTo(held) == 0
                ? Optional.empty()
                : Optional.of("position is " + booked + " in the ledger, " + held + " there");
    }

    private BigDecimal position(AccountState ledger) {
        return ledger.position(instrument())
                .map(position ->
                        position.side() == PositionSide.SHORT
                                ? position.quantity().value().negate()
                                : position.quantity().value())
                .orElse(BigDecimal.ZERO);
    }

    private Optional<String> cashDisagreement(AccountState ledger) {
        if (!rig.info().can(rig.instrument().kind(), Capability.BALANCES)) {
            return Optional.empty();
        }
        BigDecimal booked = ledger.cash().amount();
        BigDecimal held = balance();
        return booked.subtract(held).abs().compareTo(ROUNDING) <= 0
                ? Optional.empty()
                : Optional.of("cash is " + booked + " in the ledger, " + held + " there");
    }

    private BigDecimal balance() {
        return broker.balance(rig.profile().currency().code());
    }

    private String standing() {
        return "disagreement: "
                + disagreement().orElse("none")
                + "; last reconciliation: "
                + runner.lastReconciliation();
    }

    /** All that the connector has said, as far as the account keeps it. */
    List<String> everythingSaid() {
        return journal.read(rig.profile().id(), 0).stream().map(Object::toString).toList();
    }

    /** Whether an event of a kind is in the journal. */
    public boolean hasHappened(Predicate<AccountEvent> expected) {
        return journal.read(rig.profile().id(), 0).stream()
                .anyMatch(recorded -> expected.test(recorded.event()));
    }

    private List<AccountEvent> ask(AccountCommand command) {
        try {
            return runner.submit(command)
                    .toCompletableFuture()
                    .get(rig.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ContractBroken("the account did not take " + command + ": " + e.getCause());
        } catch (TimeoutException e) {
            throw new ContractBroken("the connector's calls do not return, at " + command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotShown("the case was interrupted");
        }
    }

    @Override
    public void close() {
        runner.release();
        executor.shutdownNow();
    }
}
