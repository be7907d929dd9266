package dev.keel.server.kill;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What people and programs ask of the accounts: drawn, one command after the other. */
final class Workload {
    private static final List<KillLevel> LEVELS = List.of(KillLevel.values());

    private static final BigDecimal MIDDLE = new BigDecimal("100.00");

    private final Random random;
    private final long run;
    private int keys;

    Workload(Random random) {
        this.random = random;
        this.run = random.nextLong(Long.MAX_VALUE);
    }

    /** The next command for an account, if it is to have one now. */
    Optional<AccountCommand> command(AccountState state) {
        if (state.instruments().size() < VenueTerms.INSTRUMENTS.size()) {
            return Optional.empty();
        }
        int dice = random.nextInt(100);
        if (state.thrown(SwitchScope.OfAccount.INSTANCE).isPresent() && dice < 30) {
            return Optional.of(
                    new AccountCommand.Resume(SwitchScope.OfAccount.INSTANCE, "workload"));
        }
        if (dice < 3) {
            KillLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
            return Optional.of(
                    new AccountCommand.Halt(
                            SwitchScope.OfAccount.INSTANCE, level, "drawn", "workload"));
        }
        if (dice < 10) {
            return Optional.of(new AccountCommand.Mark());
        }
        return dice < 35 ? cancel(state) : Optional.of(place(state));
    }

    private Optional<AccountCommand> cancel(AccountState state) {
        List<Order> open = state.openOrders();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new AccountCommand.CancelOrder(
                                open.get(random.nextInt(open.size())).id(), "drawn"));
    }

    /** Now and then under the key of the order before, as those do who got no answer. */
    private AccountCommand place(AccountState state) {
        Instrument instrument =
                VenueTerms.INSTRUMENTS.get(random.nextInt(VenueTerms.INSTRUMENTS.size()));
        BigDecimal held =
                state.position(instrument.id())
                        .map(Position::quantity)
                        .map(Quantity::value)
                        .orElse(BigDecimal.ZERO);
        boolean sells = held.signum() > 0 && random.nextInt(100) < 40;
        long quantity = 1 + random.nextLong(10);
        if (sells) {
            quantity = Math.min(quantity, held.longValue());
        }
        OrderRequest request =
                OrderRequest.market(
                                instrument.id(),
                                sells ? Side.SELL : Side.BUY,
                                new Quantity(BigDecimal.valueOf(quantity)))
                        .withType(type(sells));
        if (!sells && random.nextInt(100) < 40) {
            request = request.withProtection(Protection.of(around(-300, 200), around(100, 200)));
        }
        if (random.nextInt(20) > 0) {
            keys++;
        }
        return new AccountCommand.PlaceOrder(
                request, new ClientKey("run-" + run + "-" + keys), "workload", null);
    }

    private OrderType type(boolean sells) {
        return switch (random.nextInt(4)) {
            case 0 -> OrderType.Market.INSTANCE;
            case 1 -> new OrderType.Stop(sells ? around(-200, 150) : around(50, 150));
            default -> new OrderType.Limit(around(-150, 300));
        };
    }

    private Price around(int fromCents, int width) {
        return new Price(MIDDLE.add(BigDecimal.valueOf(fromCents + random.nextLong(width), 2)));
    }
}
