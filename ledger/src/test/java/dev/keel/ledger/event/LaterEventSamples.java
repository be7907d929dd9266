package dev.keel.ledger.event;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.Difference;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.TradeKey;
import dev.keel.core.account.UserId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.Response;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.Violation;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came with the order protocol; lines are only ever added at the end. */
final class LaterEventSamples {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private static final Asset USD = Asset.of("USD");
    private static final InstrumentId BTC = InstrumentId.of("BTC/USD");
    private static final OrderId ORDER = new OrderId(899_999_900_000_000_042L);
    private static final Evidence EVIDENCE = new Evidence("venue history", "trade T:1");
    private static final List<Check> CHECKS =
            List.of(
                    new Check(RefusalReason.LEVERAGE, "2", "1.5", true),
                    new Check(RefusalReason.POSITION_SIZE, "0.1 of equity", "0.25", false));

    private LaterEventSamples() {}

    static List<AccountEvent> all() {
        List<AccountEvent> all = new ArrayList<>();
        all.add(openedByAUser());
        for (Movement.Kind kind : Movement.Kind.values()) {
            all.add(new AccountEvent.FundsMoved(AT, Money.of(USD, "-0.01"), "M-1", kind, BTC));
        }
        for (KillLevel level : KillLevel.values()) {
            all.add(new AccountEvent.Halted(AT, scopes().getLast(), level, "why", "keel"));
        }
        for (SwitchScope scope : scopes()) {
            all.add(new AccountEvent.Halted(AT, scope, KillLevel.FLATTEN, "why", "a person"));
            all.add(new AccountEvent.Resumed(AT, scope, "a person"));
        }
        all.add(
                new AccountEvent.SignalDeclined(
                        AT,
                        EventSamples.signal(Direction.LONG),
                        DeclineReason.RISK,
                        "why",
                        CHECKS));
        all.add(
                new AccountEvent.OrderPlaced(
                        AT,
                        ORDER,
                        EventSamples.requests().getFirst(),
                        EventSamples.origins().getFirst(),
                        Price.of("100.5"),
                        CHECKS));
        all.add(refusedForLaterReasons());
        all.add(
                new AccountEvent.OrderChanged(
                        AT,
                        ORDER,
                        new OrderChange.Busted(
                                EventSamples.fill(Liquidity.TAKER, "0.10"), EVIDENCE)));
        all.add(
                new AccountEvent.AmendRequested(
                        AT,
                        ORDER,
                        EventSamples.requests().get(1),
                        new ClientKey("amended ~1"),
                        "somebody"));
        for (VenueTrade.Cause cause : VenueTrade.Cause.values()) {
            all.add(new AccountEvent.ExternalTraded(AT, trade(cause, null)));
        }
        all.add(new AccountEvent.ExternalTraded(AT, trade(VenueTrade.Cause.ORDER, ORDER)));
        all.add(new AccountEvent.ExternalOrdersSeen(AT, orders()));
        all.add(new AccountEvent.ExternalOrdersSeen(AT, List.of()));
        all.add(
                new AccountEvent.HistoryRead(
                        AT,
                        "cursor \u0000 17",
                        List.of(new TradeKey(BTC, new TradeId("T:1"), Side.SELL))));
        all.addAll(differences());
        all.add(new AccountEvent.DifferenceResolved(AT, 7, EVIDENCE));
        all.add(new AccountEvent.PositionNaked(AT, BTC));
        all.add(new AccountEvent.PositionCovered(AT, BTC));
        for (AlarmKind kind : AlarmKind.values()) {
            all.add(new AccountEvent.Alarmed(AT, kind, BTC, "what happened"));
        }
        all.add(new AccountEvent.Alarmed(AT, AlarmKind.UNRESOLVED, null, ""));
        all.add(new AccountEvent.SettingsChanged(AT, withTriggers(null, null), "ann"));
        all.add(
                new AccountEvent.SettingsChanged(
                        AT, withTriggers(Response.FLATTEN, Duration.ofSeconds(45)), "ann"));
        all.add(filled(new FeeSource.FromBase(Quantity.of("0.00010"))));
        all.add(filled(new FeeSource.Apart(Money.of(Asset.of("BNB"), "-0.0002"))));
        return all;
    }

    private static AccountEvent filled(FeeSource source) {
        Fill fill = EventSamples.fill(Liquidity.TAKER, "0.10");
        return new AccountEvent.OrderChanged(
                AT,
                ORDER,
                new OrderChange.Filled(
                        new Fill(
                                fill.tradeId(),
                                fill.price(),
                                fill.quantity(),
                                fill.fee(),
                                fill.liquidity(),
                                fill.at(),
                                source)));
    }

    private static AccountEvent openedByAUser() {
        return new AccountEvent.Opened(
                AT,
                new AccountProfile(AccountId.of("main-2"), new UserId("ann"), USD, 7),
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.AllCash(),
                        RiskPolicy.UNLIMITED,
                        Duration.ofSeconds(90)));
    }

    private static AccountSettings withTriggers(
            @Nullable Response response, @Nullable Duration nakedTime) {
        Integer multiple = nakedTime == null ? null : 7;
        return new AccountSettings(
                ExecutionMode.MANUAL,
                new Sizing.AllCash(),
                new RiskPolicy(
                        RiskPolicy.UNLIMITED.trade(),
                        RiskPolicy.UNLIMITED.account(),
                        RiskPolicy.UNLIMITED.freshness(),
                        new RiskPolicy.Triggers(response, response, multiple, nakedTime)),
                Duration.ofSeconds(90));
    }

    private static List<SwitchScope> scopes() {
        return List.of(
                SwitchScope.OfAccount.INSTANCE,
                new SwitchScope.OfStrategy("sma-cross"),
                new SwitchScope.OfSymbol(BTC));
    }

    private static AccountEvent refusedForLaterReasons() {
        return new AccountEvent.OrderRefused(
                AT,
                ORDER,
                EventSamples.requests().getFirst(),
                EventSamples.origins().get(1),
                EnumSet.range(RefusalReason.UNEXPLAINED_DIFFERENCE, RefusalReason.PLATFORM_LIMIT)
                        .stream()
                        .map(reason -> new Violation(reason, "the limit", "the figure"))
                        .toList());
    }

    private static VenueTrade trade(VenueTrade.Cause cause, @Nullable OrderId order) {
        return new VenueTrade(
                order,
                new VenueOrderId("V-2"),
                BTC,
                Side.SELL,
                EventSamples.fill(Liquidity.TAKER, "0.25"),
                cause);
    }

    private static List<VenueOrder> orders() {
        List<VenueOrder> orders = new ArrayList<>();
        for (VenueOrder.State state : VenueOrder.State.values()) {
            orders.add(
                    new VenueOrder(
                            state == VenueOrder.State.WORKING ? null : ORDER,
                            new VenueOrderId("V-" + orders.size()),
                            BTC,
                            Side.BUY,
                            Quantity.of("1.50"),
                            Quantity.of("0.5"),
                            state,
                            "partially filled"));
        }
        return orders;
    }

    private static List<AccountEvent> differences() {
        List<AccountEvent> differences = new ArrayList<>();
        Difference.Subject[] subjects = Difference.Subject.values();
        for (Difference.Explanation explanation : Difference.Explanation.values()) {
            differences.add(
                    new AccountEvent.DifferenceFound(
                            AT,
                            new Difference(
                                    differences.size() + 1L,
                                    subjects[differences.size() % subjects.length],
                                    explanation,
                                    BTC,
                                    new BigDecimal("-1.50"),
                                    BigDecimal.ZERO,
                                    Money.of(USD, "1234.50"),
                                    "seen twice")));
        }
        differences.add(
                new AccountEvent.DifferenceFound(
                        AT,
                        new Difference(
                                99,
                                Difference.Subject.BALANCE,
                                Difference.Explanation.UNKNOWN,
                                null,
                                null,
                                null,
                                null,
                                "")));
        return differences;
    }
}
