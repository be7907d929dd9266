package dev.keel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An account whose events a test tells one by one; each call is one append. */
public final class EventStory {
    public static final Asset USD = Asset.of("USD");
    public static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    public static final InstrumentId PERP = InstrumentId.of("ETH-PERP");
    public static final Check CHECK = new Check(RefusalReason.LEVERAGE, "2", "0.5", true);

    private static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    private final Ledger ledger;
    private final AccountProfile profile;
    private AccountState state;
    private Instant now = Instant.parse("2026-01-02T12:00:00Z");
    private long orders;

    private EventStory(Ledger ledger, AccountProfile profile, List<AccountEvent> opening) {
        this.ledger = ledger;
        this.profile = profile;
        this.state = Account.replay(opening);
        commit(new Append(0, opening, state));
    }

    /** An account with 10,000 USD that knows a spot and a linear market. */
    public static EventStory open(Ledger ledger, String name, int number) {
        Instant at = Instant.parse("2026-01-02T12:00:00Z");
        AccountProfile profile = new AccountProfile(AccountId.of(name), USD, number);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.AI_ASSISTED,
                        new Sizing.AllCash(),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        return new EventStory(
                ledger,
                profile,
                List.of(
                        new AccountEvent.Opened(at, profile, settings),
                        new AccountEvent.FundsMoved(at, Money.of(USD, "10000"), "deposit"),
                        new AccountEvent.InstrumentListed(
                                at,
                                Instrument.spot(
                                        BTC,
                                        Asset.of("BTC"),
                                        USD,
                                        TradingRules.FINEST,
                                        FeeRates.NONE)),
                        new AccountEvent.InstrumentListed(
                                at,
                                new Instrument(
                                        PERP,
                                        Asset.of("ETH"),
                                        USD,
                                        InstrumentKind.LINEAR,
                                        TradingRules.FINEST,
                                        FeeRates.NONE,
                                        BigDecimal.ONE))));
    }

    public AccountId id() {
        return profile.id();
    }

    public AccountState state() {
        return state;
    }

    /** The time of what happens next. */
    public Instant now() {
        return now;
    }

    /** Commits events that happen together; the next ones happen a second later. */
    public void happens(AccountEvent... events) {
        AccountState before = state;
        for (AccountEvent event : events) {
            state = Account.apply(state, event);
        }
        commit(new Append(before, List.of(events), state));
        now = now.plusSeconds(1);
    }

    /** Places and acknowledges an order that is judged at a price. */
    public OrderId places(OrderRequest request, Origin origin, String price) {
        orders++;
        OrderId id = new OrderId(profile.number() * ORDERS_PER_ACCOUNT + orders);
        happens(
                new AccountEvent.OrderPlaced(
                        now, id, request, origin, Price.of(price), List.of(CHECK)));
        happens(
                new AccountEvent.OrderChanged(
                        now, id, new OrderChange.Accepted(new VenueOrderId("V" + id))));
        return id;
    }

    /** Places an order of a safety rule at the market. */
    public OrderId places(InstrumentId instrument, Side side, String quantity, String price) {
        return places(
                OrderRequest.market(instrument, side, Quantity.of(quantity)),
                new Origin.OfSafety("test"),
                price);
    }

    public void fills(OrderId order, Fill fill) {
        happens(new AccountEvent.OrderChanged(now, order, new OrderChange.Filled(fill)));
    }

    public Fill fill(String trade, String quantity, String price, String fee) {
        return new Fill(
                new TradeId(trade),
                Price.of(price),
                Quantity.of(quantity),
                Money.of(USD, fee),
                Liquidity.TAKER,
                now);
    }

    private void commit(Append append) {
        assertThat(ledger.journal().append(append).toCompletableFuture().join())
                .isEqualTo(Appended.Committed.INSTANCE);
    }
}
