package dev.keel.sim.fault.oracle;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Lease;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueTrade;
import dev.keel.sim.fault.broker.Broker;
import dev.keel.sim.fault.broker.BrokerOrder;
import dev.keel.sim.fault.broker.BrokerWatch;
import dev.keel.sim.fault.broker.Market;
import dev.keel.sim.fault.clock.Chronicle;
import dev.keel.sim.fault.wire.Host;
import dev.keel.sim.fault.wire.WireWatch;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sees all and checks all, after everything that happens. */
public final class Oracle implements WireWatch {
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    /** Prices move between a decision and its commit. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1.03");

    private final Market market;
    private final Verdicts verdicts;
    private final Chronicle chronicle;
    private final Map<AccountId, Mirror> mirrors = new TreeMap<>();
    private final Set<OrderId> minted = new HashSet<>();
    private final Map<String, Money> limits = new TreeMap<>();
    private final Map<UserId, TradingSwitch> users = new HashMap<>();
    private TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;

    public Oracle(Market market, Verdicts verdicts, Chronicle chronicle) {
        this.market = market;
        this.verdicts = verdicts;
        this.chronicle = chronicle;
    }

    /** The eyes at the broker of an account. */
    public BrokerWatch at(AccountId account) {
        return new AtBroker(account);
    }

    public void setBroker(AccountId account, Broker broker) {
        mirror(account).broker = broker;
    }

    /** The switch above all accounts has changed in the store. */
    public void platform(TradingSwitch now) {
        platform = now;
    }

    public void user(UserId user, TradingSwitch now) {
        users.put(user, now);
    }

    public void limit(String scope, Money limit) {
        limits.put(scope, limit);
    }

    /** A runner has stopped, and neither the store nor the lease is the reason. */
    public void runnerStopped(AccountId account, Throwable why) {
        verdicts.check(
                Invariant.RUNNER_SOUND, false, () -> account + " is suspended by a bug: " + why);
    }

    /** Counts that a runner does not stand still for a bug. */
    public void runnerSound() {
        verdicts.check(Invariant.RUNNER_SOUND, true, () -> "");
    }

    /** The account as the store has it, folded event by event. */
    public Optional<AccountState> state(AccountId account) {
        return Optional.ofNullable(mirror(account).state);
    }

    /** Holds what somebody has of an account against what the store has. */
    public void compare(AccountId account, AccountState other, String whose) {
        AccountState own = mirror(account).state;
        verdicts.check(
                Invariant.REPLAY_IS_STATE,
                own != null && same(own, other),
                () -> account + ": " + whose + " differs from the events that were committed");
    }

    /** How many orders the account has had. */
    public long orders(AccountId account) {
        return mirror(account).intents.size();
    }

    /** What keeps an account from being settled; empty if nothing does. */
    public Optional<String> unsettled(AccountId account) {
        return Settlement.of(mirror(account));
    }

    /** The world had its time to settle. */
    public void settles(AccountId account, Optional<String> problem) {
        verdicts.check(
                Invariant.SETTLES,
                problem.isEmpty(),
                () -> account + " does not settle: " + problem.orElseThrow());
    }

    /** The world had its time to protect what is held. */
    public void isProtected(AccountId account) {
        AccountState state = mirror(account).state;
        if (state == null) {
            return;
        }
        boolean edited = mirror(account).truth.edited().isPresent();
        for (Position position : state.positions()) {
            InstrumentId instrument = position.instrument().id();
            verdicts.check(
                    Invariant.NAKED_NOT_FOR_LONG,
                    edited || state.nakedSince(instrument).isEmpty(),
                    () ->
                            account
                                    + " holds "
                                    + instrument
                                    + " without its stop since "
                                    + state.nakedSince(instrument).orElseThrow());
        }
    }

    /** The world had its time to give up what is beyond its stop, at prices that stand still. */
    public void keepsStops(AccountId account, Market market) {
        AccountState state = mirror(account).state;
        if (state == null || mirror(account).truth.edited().isPresent()) {
            return;
        }
        for (Position position : state.positions()) {
            InstrumentId instrument = position.instrument().id();
            Optional<Price> stop = state.plannedStop(instrument).filter(_ -> !position.isIdle());
            verdicts.check(
                    Invariant.NAKED_NOT_FOR_LONG,
                    stop.isEmpty() || !isBeyond(position, market.price(instrument), stop.get()),
                    () ->
                            account
                                    + " holds "
                                    + instrument
                                    + " beyond its stop at "
                                    + stop.orElseThrow());
        }
    }

    private static boolean isBeyond(Position position, BigDecimal price, Price stop) {
        return position.isReducedBy(Side.SELL)
                ? price.compareTo(stop.value()) < 0
                : price.compareTo(stop.value()) > 0;
    }

    /** The states of the order with this id as the store has it; of none if it is nobody's. */
    Set<OrderStatus> stateOf(Mirror mirror, @Nullable OrderId id) {
        Mirror.Intent intent = id == null ? null : mirror.intents.get(id);
        return intent == null ? Set.of() : statesOf(intent.latest);
    }

    /** What has traded in part is partly filled too, whatever else it waits for. */
    private static Set<OrderStatus> statesOf(Order order) {
        boolean inPart =
                order.isOpen()
                        && !order.execution().quantity().isZero()
                        && !order.remaining().isZero();
        return inPart
                ? EnumSet.of(order.status(), OrderStatus.PARTIALLY_FILLED)
                : EnumSet.of(order.status());
    }

    @Override
    public Set<OrderStatus> states(AccountId account) {
        EnumSet<OrderStatus> states = EnumSet.noneOf(OrderStatus.class);
        mirror(account).intents.values().forEach(intent -> states.addAll(statesOf(intent.latest)));
        return states;
    }

    @Override
    public Set<OrderStatus> state(AccountId account, Order order) {
        Mirror.Intent intent = mirror(account).intents.get(order.id());
        return intent == null ? Set.of() : statesOf(intent.latest);
    }

    @Override
    public void onAcquired(Host host, AccountId account, Lease lease) {
        Mirror mirror = mirror(account);
        chronicle.tell(() -> host.name() + " takes " + account);
        mirror.owner = host;
        mirror.lease = lease;
    }

    @Override
    public void onSubmit(Host host, AccountId account, Order order) {
        Mirror mirror = mirror(account);
        chronicle.tell(() -> host.name() + " SENDS " + order.id() + " " + order.request());
        checkLease(mirror, host, () -> "sent order " + order.id());
        Mirror.Intent intent = mirror.intents.get(order.id());
        verdicts.check(
                Invariant.INTENT_DURABLE_BEFORE_SEND,
                intent != null,
                () -> "order " + order.id() + " was sent and the store has no intent of it");
        if (intent == null) {
            return;
        }
        verdicts.check(
                Invariant.SENT_ONCE,
                intent.sent == 0,
                () -> "order " + order.id() + " was sent again");
        intent.sent++;
        verdicts.check(
                Invariant.SENT_AS_COMMITTED,
                intent.request.equals(order.request()),
                () -> "order " + order.id() + " was sent as " + order.request());
    }

    @Override
    public void onCancel(Host host, AccountId account, Order order) {
        chronicle.tell(() -> host.name() + " CANCELS " + order.id());
        checkLease(mirror(account), host, () -> "sent a cancel of " + order.id());
    }

    @Override
    public void onHeard(Host host, AccountId account, Object what) {
        chronicle.tell(() -> host.name() + " hears " + account + ": " + what);
    }

    @Override
    public void onCommitted(Host host, Append append) {
        AccountId account = append.after().id();
        Mirror mirror = mirror(account);
        verdicts.check(
                Invariant.SEQUENCE_WHOLE,
                append.expectedSequence() == mirror.sequence(),
                () ->
                        account
                                + " was at "
                                + mirror.sequence()
                                + ", appended after "
                                + append.expectedSequence());
        Lease lease = mirror.lease;
        verdicts.check(
                Invariant.LEASE_HELD,
                mirror.isOwnedBy(host) && lease != null && lease.token() == append.fence(),
                () -> host.name() + " appended to " + account + " with token " + append.fence());
        Money stakeBefore = mirror.state == null ? null : mirror.state.stake();
        for (AccountEvent event : append.events()) {
            chronicle.tell(() -> host.name() + " commits " + account + ": " + event);
            take(account, mirror, event);
        }
        AccountState state = mirror.state;
        verdicts.check(
                Invariant.REPLAY_IS_STATE,
                state != null && same(state, append.after()),
                () -> account + ": the state that came with an append is not its events'");
        boolean staked = stakeBefore != null && append.after().stake().isGreaterThan(stakeBefore);
        if (staked && append.addsRisk()) {
            checkSharedLimits(append.after());
        }
    }

    private void take(AccountId account, Mirror mirror, AccountEvent event) {
        AccountState before = mirror.state;
        if (before == null) {
            if (event instanceof AccountEvent.Opened) {
                mirror.state = Account.replay(List.of(event));
            }
            return;
        }
        AccountState after = Account.apply(before, event);
        mirror.state = after;
        boolean moves =
                switch (event) {
                    case AccountEvent.OrderPlaced placed -> {
                        takePlaced(account, mirror, before, after, placed);
                        yield false;
                    }
                    case AccountEvent.OrderRefused refused -> {
                        checkMinted(refused.order());
                        yield false;
                    }
                    case AccountEvent.OrderChanged changed -> {
                        takeChanged(mirror, after, changed);
                        yield changed.change() instanceof OrderChange.Filled
                                || changed.change() instanceof OrderChange.Busted;
                    }
                    case AccountEvent.ExternalTraded(var _, var trade) -> {
                        verdicts.check(
                                Invariant.BOOKS_MOVE_BY_FACTS,
                                mirror.truth.takes(trade.cause(), trade),
                                () -> "the broker had no such trade, or it was taken: " + trade);
                        yield true;
                    }
                    case AccountEvent.FundsMoved moved -> {
                        takeFunds(mirror, moved);
                        yield true;
                    }
                    case AccountEvent.HistoryRead read -> {
                        checkOrderOfTrades(before, after, read);
                        yield true;
                    }
                    case AccountEvent.DifferenceFound(var _, var difference) -> {
                        mirror.differences.add(difference);
                        verdicts.check(
                                Invariant.NO_FALSE_DIFFERENCE,
                                !difference.isUnexplained() || mirror.truth.edited().isPresent(),
                                () -> account + " cannot explain " + difference);
                        yield false;
                    }
                    case AccountEvent.Opened _,
                            AccountEvent.InstrumentListed _,
                            AccountEvent.SettingsChanged _,
                            AccountEvent.Halted _,
                            AccountEvent.Resumed _,
                            AccountEvent.EquityMarked _,
                            AccountEvent.SignalHeld _,
                            AccountEvent.SignalDeclined _,
                            AccountEvent.SignalExecuted _,
                            AccountEvent.AmendRequested _,
                            AccountEvent.ExternalOrdersSeen _,
                            AccountEvent.DifferenceResolved _,
                            AccountEvent.PositionNaked _,
                            AccountEvent.PositionCovered _,
                            AccountEvent.Alarmed _ ->
                            false;
                };
        if (!moves) {
            verdicts.check(
                    Invariant.BOOKS_MOVE_BY_FACTS,
                    before.cash().equals(after.cash()) && samePositions(before, after),
                    () -> account + ": the books moved by " + event);
        }
    }

    private void takePlaced(
            AccountId account,
            Mirror mirror,
            AccountState before,
            AccountState after,
            AccountEvent.OrderPlaced placed) {
        checkMinted(placed.order());
        Order order = after.order(placed.order()).orElseThrow();
        mirror.intents.put(placed.order(), new Mirror.Intent(placed.request(), order));
        boolean addsRisk =
                !placed.request().isReduceOnly()
                        && !(placed.origin() instanceof Origin.OfProtection);
        if (addsRisk) {
            verdicts.check(
                    Invariant.KILL_SWITCH_KEPT,
                    platform instanceof TradingSwitch.Enabled
                            && user(before) instanceof TradingSwitch.Enabled
                            && before.haltReason().isEmpty(),
                    () -> account + " was halted and placed " + placed);
            checkExposure(account, before, placed);
        }
    }

    private void takeChanged(Mirror mirror, AccountState after, AccountEvent.OrderChanged changed) {
        Mirror.Intent intent = mirror.intents.get(changed.order());
        Order order = after.order(changed.order()).orElseThrow();
        if (intent == null) {
            return;
        }
        intent.latest = order;
        verdicts.check(
                Invariant.END_HAS_EVIDENCE,
                order.isOpen() || order.proof().isPresent(),
                () -> "order " + order.id() + " ended without evidence");
        switch (changed.change()) {
            case OrderChange.Filled(var fill) -> checkFact(mirror, order, fill, null);
            case OrderChange.Busted(var fill, var _) ->
                    checkFact(mirror, order, fill, VenueTrade.Cause.BUST);
            case OrderChange.Canceled _, OrderChange.Expired _ -> checkEnd(mirror, order);
            case OrderChange.Refused _ ->
                    verdicts.check(
                            Invariant.END_IS_TRUE,
                            mirror.atBroker().orders(order.id()).isEmpty(),
                            () -> "order " + order.id() + " was taken, the ledger says refused");
            case OrderChange.Accepted _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _ -> {}
        }
    }

    private void checkFact(
            Mirror mirror,
            Order order,
            dev.keel.core.order.Fill fill,
            VenueTrade.@Nullable Cause cause) {
        VenueTrade trade =
                new VenueTrade(
                        order.id(),
                        new dev.keel.core.order.VenueOrderId("any"),
                        order.request().instrument(),
                        order.request().side(),
                        fill,
                        cause == null ? VenueTrade.Cause.ORDER : cause);
        verdicts.check(
                Invariant.BOOKS_MOVE_BY_FACTS,
                mirror.truth.takes(cause, trade),
                () -> "the broker had no such trade, or it was taken: " + trade);
    }

    private void checkEnd(Mirror mirror, Order order) {
        for (BrokerOrder real : mirror.atBroker().orders(order.id())) {
            verdicts.check(
                    Invariant.END_IS_TRUE,
                    !real.isWorking(),
                    () -> "order " + order.id() + " works, the ledger says " + order.status());
            boolean busted =
                    mirror.truth.busts().values().stream()
                            .anyMatch(bust -> order.id().equals(bust.clientId()));
            verdicts.check(
                    Invariant.END_KNOWS_ALL_FILLS,
                    busted || order.execution().quantity().value().compareTo(real.filled()) == 0,
                    () ->
                            "order "
                                    + order.id()
                                    + " ended in the ledger with "
                                    + order.execution().quantity()
                                    + ", the broker traded "
                                    + real.filled());
        }
    }

    private void takeFunds(Mirror mirror, AccountEvent.FundsMoved moved) {
        boolean real =
                moved.kind() == Movement.Kind.ROUNDING
                        ? moved.amount().amount().abs().compareTo(ROUNDING) <= 0
                        : mirror.truth.takes(moved.reference(), moved.amount().amount());
        verdicts.check(
                Invariant.BOOKS_MOVE_BY_FACTS,
                real,
                () -> "the broker moved no such money, or it was taken: " + moved);
    }

    /**
     * Another order of the same trades moves between realised profit and cost, and nothing else.
     */
    private void checkOrderOfTrades(
            AccountState before, AccountState after, AccountEvent.HistoryRead read) {
        Money wasWorth = before.cash();
        Money isWorth = after.cash();
        boolean sameQuantities = true;
        for (int i = 0; i < before.positions().size(); i++) {
            Position was = before.positions().get(i);
            Position is = after.positions().get(i);
            sameQuantities &=
                    was.side() == is.side() && was.quantity().compareTo(is.quantity()) == 0;
            if (was.instrument().kind() == InstrumentKind.LINEAR) {
                wasWorth = wasWorth.minus(signedCost(was));
                isWorth = isWorth.minus(signedCost(is));
            }
        }
        boolean sameWorth = wasWorth.minus(isWorth).amount().abs().compareTo(ROUNDING) <= 0;
        boolean whole = sameQuantities && sameWorth;
        verdicts.check(Invariant.BOOKS_MOVE_BY_FACTS, whole, () -> "the books moved by " + read);
    }

    private static Money signedCost(Position position) {
        return position.side() == PositionSide.SHORT ? position.cost().negated() : position.cost();
    }

    private void checkMinted(OrderId id) {
        verdicts.check(
                Invariant.IDS_UNIQUE, minted.add(id), () -> "order id " + id + " was used again");
    }

    private void checkLease(Mirror mirror, Host host, java.util.function.Supplier<String> what) {
        Lease lease = mirror.lease;
        verdicts.check(
                Invariant.LEASE_HELD,
                mirror.isOwnedBy(host) && lease != null && lease.isHeld(),
                () -> host.name() + " does not hold the lease and " + what.get());
    }

    private void checkExposure(
            AccountId account, AccountState before, AccountEvent.OrderPlaced placed) {
        BigDecimal limit = before.settings().policy().trade().positionSize();
        if (limit == null) {
            return;
        }
        InstrumentId id = placed.request().instrument();
        BigDecimal held = BigDecimal.ZERO;
        Optional<Position> position = before.position(id);
        if (position.isPresent() && !position.get().isFlat()) {
            boolean same = position.get().side() == PositionSide.openedBy(placed.request().side());
            BigDecimal quantity = position.get().quantity().value();
            held = same ? quantity : quantity.negate();
        }
        for (Order order : before.openOrders()) {
            if (order.request().instrument().equals(id)
                    && order.request().side() == placed.request().side()
                    && !order.request().isReduceOnly()) {
                held = held.add(order.remaining().value());
            }
        }
        held = held.add(placed.request().quantity().value());
        Instrument instrument = before.instrument(id).orElseThrow();
        BigDecimal price = market.price(id);
        BigDecimal limitPrice =
                placed.request().type().limitPrice().map(Price::value).orElse(price);
        BigDecimal worth = held.multiply(price.min(limitPrice)).multiply(instrument.contractSize());
        BigDecimal most = equity(before).multiply(limit).multiply(TOLERANCE);
        BigDecimal shown = worth;
        verdicts.check(
                Invariant.EXPOSURE_WITHIN_POLICY,
                worth.compareTo(most) <= 0,
                () -> account + " may hold " + shown + " of " + id + ", allowed are " + most);
    }

    private BigDecimal equity(AccountState state) {
        BigDecimal equity = state.cash().amount();
        for (Position position : state.positions()) {
            if (!position.isFlat()) {
                Price price = new Price(market.price(position.instrument().id()));
                equity = equity.add(position.value(price).amount());
            }
        }
        return equity;
    }

    /** Of the limits that the account counts in. */
    private void checkSharedLimits(AccountState account) {
        for (Map.Entry<String, Money> limited : limits.entrySet()) {
            String scope = limited.getKey();
            if (!isWithin(account, scope)) {
                continue;
            }
            Money used = Money.zero(limited.getValue().asset());
            for (Mirror mirror : mirrors.values()) {
                AccountState state = mirror.state;
                if (state != null && isWithin(state, scope)) {
                    used = used.plus(state.stake());
                }
            }
            Money total = used;
            verdicts.check(
                    Invariant.SHARED_LIMIT_KEPT,
                    !total.isGreaterThan(limited.getValue()),
                    () -> scope + " has " + total + " at stake, allowed: " + limited.getValue());
        }
    }

    private static boolean isWithin(AccountState state, String scope) {
        return scope.equals(SharedLimit.PLATFORM)
                || scope.equals(SharedLimit.ofUser(state.profile().user()));
    }

    private TradingSwitch user(AccountState state) {
        return users.getOrDefault(state.profile().user(), TradingSwitch.Enabled.INSTANCE);
    }

    private Mirror mirror(AccountId account) {
        return mirrors.computeIfAbsent(account, _ -> new Mirror());
    }

    private static boolean same(AccountState one, AccountState other) {
        return one.sequence() == other.sequence()
                && one.cash().equals(other.cash())
                && one.openOrders().equals(other.openOrders())
                && Objects.equals(one.cursor(), other.cursor())
                && one.unexplained().equals(other.unexplained())
                && samePositions(one, other);
    }

    private static boolean samePositions(AccountState one, AccountState other) {
        if (one.positions().size() != other.positions().size()) {
            return false;
        }
        for (int i = 0; i < one.positions().size(); i++) {
            Position mine = one.positions().get(i);
            Position its = other.positions().get(i);
            if (mine.side() != its.side()
                    || mine.quantity().compareTo(its.quantity()) != 0
                    || !mine.cost().equals(its.cost())) {
                return false;
            }
        }
        return true;
    }

    /** The eyes at one broker. */
    private final class AtBroker implements BrokerWatch {
        private final Mirror mirror;

        AtBroker(AccountId account) {
            this.mirror = mirror(account);
        }

        @Override
        public void onTaken(BrokerOrder order) {
            chronicle.tell(() -> "BROKER takes " + order.view());
            OrderId id = order.clientId();
            if (id == null) {
                return;
            }
            Mirror.Intent intent = mirror.intents.get(id);
            verdicts.check(
                    Invariant.NO_ORDER_WITHOUT_INTENT,
                    intent != null,
                    () -> "the broker took order " + id + ", the store has no intent of it");
            verdicts.check(
                    Invariant.ONE_ORDER_PER_INTENT,
                    mirror.atBroker().orders(id).size() == 1,
                    () -> "the broker has order " + id + " twice");
            verdicts.check(
                    Invariant.NOT_GIVEN_UP_EARLY,
                    intent == null || intent.latest.isOpen(),
                    () -> "the broker took order " + id + " after the ledger had ended it");
        }

        @Override
        public void onTrade(VenueTrade trade, @Nullable BrokerOrder order, BigDecimal before) {
            chronicle.tell(() -> "BROKER trades " + trade);
            mirror.truth.happened(trade);
            OrderId id = trade.clientId();
            Mirror.Intent intent = id == null ? null : mirror.intents.get(id);
            if (intent == null || trade.cause() != VenueTrade.Cause.ORDER) {
                return;
            }
            verdicts.check(
                    Invariant.TRADES_ARE_RESERVED,
                    intent.latest.isOpen(),
                    () -> "order " + id + " traded after the ledger had ended it: " + trade);
            if (intent.request.isReduceOnly()) {
                BigDecimal after = mirror.atBroker().position(trade.instrument());
                boolean reduces =
                        after.abs().compareTo(before.abs()) < 0
                                && after.signum() * before.signum() >= 0;
                verdicts.check(
                        Invariant.REDUCE_ONLY_REDUCES,
                        reduces,
                        () -> "order " + id + " took the position from " + before + " to " + after);
            }
        }

        @Override
        public Set<OrderStatus> state(@Nullable OrderId order) {
            return stateOf(mirror, order);
        }

        @Override
        public void onEnded(BrokerOrder order) {
            chronicle.tell(() -> "BROKER ends " + order.view());
        }

        @Override
        public void onMovement(Movement movement) {
            chronicle.tell(() -> "BROKER moves " + movement);
            mirror.truth.happened(movement);
        }

        @Override
        public void onEdited(InstrumentId instrument) {
            chronicle.tell(() -> "BROKER edits its position in " + instrument);
            mirror.truth.edited(instrument);
        }
    }
}
