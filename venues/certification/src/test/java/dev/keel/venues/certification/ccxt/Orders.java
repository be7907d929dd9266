package dev.keel.venues.certification.ccxt;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Orders as an account would place them. */
final class Orders {
    private static final long PER_ACCOUNT = 100_000_000_000L;

    private final AccountProfile profile;
    private final Instrument instrument;
    private final AtomicLong next = new AtomicLong(1);

    Orders(AccountProfile profile, Instrument instrument) {
        this.profile = profile;
        this.instrument = instrument;
    }

    AccountState account() {
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.Fixed(quantity()),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        return Account.replay(List.of(new AccountEvent.Opened(Instant.now(), profile, settings)));
    }

    /** Worth some fifty of the quote at a price of a hundred. */
    Quantity quantity() {
        BigDecimal lot = instrument.rules().lot().value();
        BigDecimal wanted =
                new BigDecimal("0.5").divide(instrument.contractSize(), 8, RoundingMode.DOWN);
        BigDecimal lots = wanted.divide(lot, 0, RoundingMode.UP).max(BigDecimal.TEN);
        return new Quantity(lots.multiply(lot));
    }

    OrderRequest limit(Side side, String price) {
        return OrderRequest.market(instrument.id(), side, quantity())
                .withType(new OrderType.Limit(Price.of(price)));
    }

    OrderRequest market(Side side) {
        return OrderRequest.market(instrument.id(), side, quantity());
    }

    Order order(OrderRequest request) {
        return order(request, Instant.now());
    }

    Order order(OrderRequest request, Instant at) {
        OrderId id = new OrderId(profile.number() * PER_ACCOUNT + next.getAndIncrement());
        return Order.pending(
                id,
                request,
                new Placement(
                        new Origin.OfClient(new ClientKey("key-" + id), "test"),
                        at,
                        Price.of("100")),
                Money.zero(instrument.quote()));
    }
}
