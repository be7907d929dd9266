package dev.keel.testkit;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.Difference;
import dev.keel.core.account.TradeKey;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.Append;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Events of reconciliation and safety, as {@link AccountHistories} never has them. */
final class RareEvents {
    private static final Instant NOW = Instant.parse("2027-01-02T03:04:05.678Z");

    private RareEvents() {}

    /** One of each type, on an account that has an instrument. */
    static Append after(AccountState before) {
        InstrumentId instrument = before.instruments().getFirst().id();
        OrderId order = new OrderId(before.profile().number());
        Fill fill =
                new Fill(
                        new TradeId("external"),
                        Price.of("100"),
                        Quantity.of("0.5"),
                        Money.of(before.profile().currency(), "0.01"),
                        Liquidity.TAKER,
                        NOW);
        Difference difference =
                new Difference(
                        before.unexplained().size() + 1L,
                        Difference.Subject.POSITION,
                        Difference.Explanation.UNKNOWN,
                        instrument,
                        BigDecimal.ONE,
                        new BigDecimal("2.50"),
                        null,
                        "seen twice");
        List<AccountEvent> events =
                List.of(
                        new AccountEvent.AmendRequested(
                                NOW,
                                order,
                                OrderRequest.market(instrument, Side.BUY, Quantity.of("2")),
                                new ClientKey("amended"),
                                "tester"),
                        new AccountEvent.ExternalTraded(
                                NOW,
                                new VenueTrade(
                                        null,
                                        new VenueOrderId("theirs"),
                                        instrument,
                                        Side.BUY,
                                        fill,
                                        VenueTrade.Cause.ORDER)),
                        new AccountEvent.ExternalOrdersSeen(NOW, List.of()),
                        new AccountEvent.HistoryRead(
                                NOW,
                                "cursor",
                                List.of(new TradeKey(instrument, fill.tradeId(), Side.BUY))),
                        new AccountEvent.DifferenceFound(NOW, difference),
                        new AccountEvent.DifferenceResolved(
                                NOW, difference.number(), new Evidence("tester", "explained")),
                        new AccountEvent.PositionNaked(NOW, instrument),
                        new AccountEvent.PositionCovered(NOW, instrument),
                        new AccountEvent.Alarmed(
                                NOW, AlarmKind.NAKED_POSITION, instrument, "no stop"));
        AccountState after = before;
        for (AccountEvent event : events) {
            after = Account.apply(after, event);
        }
        return new Append(before, events, after);
    }
}
