package dev.keel.bench;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Accounts with a position in every instrument, each bought by an order that filled. */
final class HeldAccounts {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Asset USD = Asset.of("USD");
    private static final Price PRICE = Price.of("100");

    private final LatestPrices prices = new LatestPrices();
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<AccountState> states = new ArrayList<>();

    HeldAccounts(int accounts, int instrumentsOfEach) {
        for (int i = 0; i < instrumentsOfEach; i++) {
            Instrument instrument =
                    Instrument.linear(
                            InstrumentId.of("C%03d-PERP".formatted(i)),
                            Asset.of("C%03d".formatted(i)),
                            USD,
                            TradingRules.FINEST,
                            FeeRates.NONE);
            instruments.add(instrument);
            prices.update(instrument.id(), new Quote(PRICE, START, Quantity.ZERO));
        }
        for (int i = 1; i <= accounts; i++) {
            states.add(build(i));
        }
    }

    List<AccountState> states() {
        return states;
    }

    Situation situation(Instant now) {
        return new Situation(now, prices, now, TradingSwitch.Enabled.INSTANCE);
    }

    /** Signed, as venues state it. */
    static BigDecimal held(AccountState state, InstrumentId instrument) {
        return state.position(instrument)
                .map(position ->
                        position.side() == PositionSide.SHORT
                                ? position.quantity().value().negate()
                                : position.quantity().value())
                .orElse(BigDecimal.ZERO);
    }

    private AccountState build(int number) {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        new Sizing.Fixed(Quantity.of("1")),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        AccountProfile profile = new AccountProfile(AccountId.of("held-" + number), USD, number);
        AccountState state =
                Account.open(new AccountCommand.Open(profile, settings), situation(START)).state();
        state =
                decide(state, new AccountCommand.MoveFunds(Money.of(USD, "10000000"), "bench"))
                        .state();
        for (int i = 0; i < instruments.size(); i++) {
            state = hold(state, instruments.get(i), number, i);
        }
        return state;
    }

    private AccountState hold(AccountState before, Instrument instrument, int number, int index) {
        Quantity quantity = Quantity.ofUnscaled(1_000 + (number * 31L + index * 7L) % 5_000, 3);
        Side side = (number + index) % 3 == 0 ? Side.SELL : Side.BUY;
        AccountState state = decide(before, new AccountCommand.ListInstrument(instrument)).state();
        Decision placed =
                decide(
                        state,
                        new AccountCommand.PlaceOrder(
                                OrderRequest.market(instrument.id(), side, quantity),
                                new ClientKey("bench-" + index),
                                "bench",
                                null));
        OrderId order = orderIn(placed);
        Fill fill =
                new Fill(
                        new TradeId("trade-" + order),
                        PRICE,
                        quantity,
                        Money.zero(USD),
                        Liquidity.TAKER,
                        START);
        state =
                take(
                        placed.state(),
                        order,
                        new OrderChange.Accepted(new VenueOrderId("venue-" + order)));
        return take(state, order, new OrderChange.Filled(fill));
    }

    private AccountState take(AccountState state, OrderId order, OrderChange change) {
        return decide(state, new AccountCommand.Take(new VenueReport(order, change))).state();
    }

    private static OrderId orderIn(Decision decision) {
        return decision.events().stream()
                .filter(AccountEvent.OrderPlaced.class::isInstance)
                .map(event -> ((AccountEvent.OrderPlaced) event).order())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("an order was refused: " + decision.events()));
    }

    private Decision decide(AccountState state, AccountCommand command) {
        return Account.decide(state, command, situation(START));
    }
}
