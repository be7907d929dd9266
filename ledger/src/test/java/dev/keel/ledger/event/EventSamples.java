package dev.keel.ledger.event;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.Violation;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.sizing.Sizing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** An event of every type, with every alternative and every enum constant, in a fixed order. */
final class EventSamples {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private static final Asset USD = Asset.of("USD");
    private static final InstrumentId BTC = InstrumentId.of("BTC/USD");
    private static final OrderId ORDER = new OrderId(899_999_900_000_000_042L);
    private static final Evidence EVIDENCE = new Evidence("venue ack", "code \"-2010\"");
    private static final SignalSource SOURCE = new SignalSource("sma-cross", BTC, Timeframe.M5);

    private EventSamples() {}

    static List<AccountEvent> all() {
        List<AccountEvent> all = new ArrayList<>();
        all.add(opened());
        all.add(new AccountEvent.FundsMoved(AT, Money.of(USD, "-0.50"), "withdrawal 7"));
        all.add(listed(InstrumentKind.SPOT, "1"));
        all.add(listed(InstrumentKind.LINEAR, "0.0010"));
        for (Sizing sizing : sizings()) {
            all.add(changed(ExecutionMode.AI_FULL_AUTO, sizing));
        }
        for (ExecutionMode mode : ExecutionMode.values()) {
            all.add(changed(mode, new Sizing.AllCash()));
        }
        all.add(new AccountEvent.Halted(AT, "naïve \u0000 \ud83d\ude80 \ud83d", "a person"));
        all.add(new AccountEvent.Resumed(AT, ""));
        all.add(new AccountEvent.EquityMarked(AT, marks()));
        all.add(new AccountEvent.SignalHeld(AT, signal(Direction.LONG), AT.plusSeconds(60)));
        for (DeclineReason reason : DeclineReason.values()) {
            all.add(new AccountEvent.SignalDeclined(AT, signal(Direction.EXIT), reason, "why"));
        }
        all.add(new AccountEvent.SignalExecuted(AT, signal(Direction.SHORT), ORDER));
        requests().forEach(request -> all.add(placed(request, new Origin.OfSafety("flatten"))));
        origins().forEach(origin -> all.add(placed(requests().getFirst(), origin)));
        all.add(refused());
        changes().forEach(change -> all.add(new AccountEvent.OrderChanged(AT, ORDER, change)));
        all.addAll(LaterEventSamples.all());
        return all;
    }

    private static AccountEvent opened() {
        return new AccountEvent.Opened(
                AT,
                new AccountProfile(AccountId.of("main-1"), USD, 8_999_999),
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        new Sizing.PercentOfEquity(new BigDecimal("0.10")),
                        RiskPolicy.DEFAULT,
                        Duration.ofSeconds(90)));
    }

    private static AccountEvent listed(InstrumentKind kind, String contractSize) {
        return new AccountEvent.InstrumentListed(
                AT,
                new Instrument(
                        BTC,
                        Asset.of("BTC"),
                        USD,
                        kind,
                        new TradingRules(
                                Price.of("0.10"), Quantity.of("0.00001"), new BigDecimal("5")),
                        new FeeRates(new BigDecimal("-0.0001"), new BigDecimal("0.00050")),
                        new BigDecimal(contractSize)));
    }

    private static List<Sizing> sizings() {
        return List.of(
                new Sizing.Fixed(Quantity.of("1.50")),
                new Sizing.AllCash(),
                new Sizing.PercentOfEquity(BigDecimal.ONE),
                new Sizing.RiskToStop(new BigDecimal("0.01")),
                new Sizing.AtrRisk(new BigDecimal("0.01"), new BigDecimal("2.5")),
                new Sizing.Kelly(new BigDecimal("0.5"), new BigDecimal("1E-7")));
    }

    private static AccountEvent changed(ExecutionMode mode, Sizing sizing) {
        return new AccountEvent.SettingsChanged(
                AT,
                new AccountSettings(mode, sizing, RiskPolicy.UNLIMITED, Duration.ofMillis(1_500)),
                "a person");
    }

    private static EquityMarks marks() {
        return new EquityMarks(
                20_455,
                Money.of(USD, "1000.10"),
                2_922,
                Money.of(USD, "-3"),
                Money.of(USD, "123456789012345678901234.000000000000000001"));
    }

    static Signal signal(Direction direction) {
        PricePlan prices =
                switch (direction) {
                    case LONG ->
                            new PricePlan(
                                    Price.of("100.0"),
                                    Price.of("99"),
                                    Price.of("102"),
                                    new BigDecimal("1.230"));
                    case SHORT -> new PricePlan(Price.of("100"), Price.of("101"), null, null);
                    case EXIT -> PricePlan.at(Price.of("100"));
                };
        return new Signal(
                new SignalId(SOURCE, Instant.parse("2026-01-02T03:05:00Z")),
                direction,
                0.1,
                1,
                prices,
                List.of(
                        Reason.of("no figures"),
                        Reason.of(
                                "fast above slow",
                                new Reason.Figure("fast", 101.5),
                                new Reason.Figure("slow", -4.9e-324))));
    }

    static List<OrderRequest> requests() {
        OrderRequest market = OrderRequest.market(BTC, Side.BUY, Quantity.of("0.10"));
        return List.of(
                market.withProtection(Protection.of(Price.of("90"), Price.of("110.5"))),
                market.withProtection(Protection.of(Price.of("90"), null))
                        .withType(new OrderType.Limit(Price.of("100.00")))
                        .with(Instruction.POST_ONLY),
                OrderRequest.market(BTC, Side.SELL, Quantity.of("2"))
                        .withType(new OrderType.Stop(Price.of("95")))
                        .with(Instruction.REDUCE_ONLY)
                        .withTimeInForce(new TimeInForce.GoodTillDate(AT)),
                market.withType(new OrderType.StopLimit(Price.of("105"), Price.of("106")))
                        .withTimeInForce(TimeInForce.ImmediateOrCancel.INSTANCE),
                market.withType(new OrderType.TrailingStop(new BigDecimal("2.50")))
                        .withTimeInForce(TimeInForce.FillOrKill.INSTANCE),
                market.withType(new OrderType.Limit(Price.of("1")))
                        .with(Instruction.POST_ONLY)
                        .with(Instruction.REDUCE_ONLY));
    }

    static List<Origin> origins() {
        return List.of(
                new Origin.OfSignal(signal(Direction.LONG).id()),
                new Origin.OfClient(new ClientKey("client key ~1"), "somebody"),
                new Origin.OfProtection(new OrderId(7)),
                new Origin.OfSafety("flatten"));
    }

    private static AccountEvent placed(OrderRequest request, Origin origin) {
        return new AccountEvent.OrderPlaced(AT, ORDER, request, origin, Price.of("100.5"));
    }

    private static AccountEvent refused() {
        return new AccountEvent.OrderRefused(
                AT,
                ORDER,
                requests().getFirst(),
                origins().getFirst(),
                EnumSet.range(RefusalReason.RISK_PER_TRADE, RefusalReason.UNRESOLVED_ORDER).stream()
                        .map(reason -> new Violation(reason, "the limit", "the figure"))
                        .toList());
    }

    private static List<OrderChange> changes() {
        return List.of(
                new OrderChange.Accepted(new VenueOrderId("V-1")),
                new OrderChange.Refused(EVIDENCE),
                new OrderChange.Doubted("timed out"),
                new OrderChange.CancelRequested("halt"),
                new OrderChange.CancelRefused(EVIDENCE),
                new OrderChange.Filled(fill(Liquidity.MAKER, "-0.000000000000000001")),
                new OrderChange.Filled(fill(Liquidity.TAKER, "0.00")),
                new OrderChange.Canceled(EVIDENCE),
                new OrderChange.Expired(new Evidence("clock", "")));
    }

    static Fill fill(Liquidity liquidity, String fee) {
        return new Fill(
                new TradeId("T:1"),
                Price.of("100.25"),
                Quantity.of("0.050"),
                Money.of(USD, fee),
                liquidity,
                AT.minusNanos(1));
    }
}
