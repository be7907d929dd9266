package dev.keel.server.runtime;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Market;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an account over that existed at its venue before it was added here: the books begin with
 * what the venue says is held at that moment. Money comes in as one transfer, and what is held of a
 * spot instrument as one trade at the price of the moment, both named {@code opening}. What
 * happened before belongs to the time before; the history is followed from its end.
 *
 * <p>A derivatives account must be flat when it is taken over: the venue does not say at what price
 * its books would have to begin. Once the books have begun, statements pass through unchanged.
 */
record TakenOver(VenueConnector venues, Market market, List<Instrument> instruments)
        implements VenueConnector {
    private static final String OPENING = "opening";

    @Override
    public Venue connect(AccountState account, Venue.Listener listener) {
        return hasBegun(account)
                ? venues.connect(account, listener)
                : venues.connect(account, new Opening(account, listener));
    }

    private static boolean hasBegun(AccountState account) {
        return account.cursor().isPresent()
                || !account.cash().isZero()
                || !account.positions().isEmpty()
                || !account.openOrders().isEmpty()
                || !account.recentlyClosedOrders().isEmpty();
    }

    /** Rewrites the first statement that is whole. */
    private final class Opening implements Venue.Listener {
        private final AccountState account;
        private final Venue.Listener listener;
        private boolean begun;

        Opening(AccountState account, Venue.Listener listener) {
            this.account = account;
            this.listener = listener;
        }

        @Override
        public void onReport(VenueReport report) {
            listener.onReport(report);
        }

        @Override
        public void onAnswer(VenueAnswer answer) {
            listener.onAnswer(
                    answer instanceof VenueAnswer.Stated(var statement)
                            ? begin(statement)
                            : answer);
        }

        private synchronized VenueAnswer begin(VenueStatement statement) {
            if (begun) {
                return new VenueAnswer.Stated(statement);
            }
            History history = statement.history();
            Holdings holdings = statement.holdings();
            if (history == null || holdings == null || statement.openOrders() == null) {
                return failed("the books cannot begin before the venue has stated everything");
            }
            Optional<String> obstacle = obstacle(holdings);
            if (obstacle.isPresent()) {
                return failed(obstacle.get());
            }
            begun = true;
            return new VenueAnswer.Stated(
                    new VenueStatement(
                            statement.askedAt(),
                            statement.after(),
                            statement.openOrders(),
                            opening(statement.askedAt(), history, holdings),
                            holdings));
        }

        private Optional<String> obstacle(Holdings holdings) {
            for (Instrument instrument : instruments) {
                BigDecimal held = holdings.position(instrument.id());
                if (held.signum() == 0) {
                    continue;
                }
                if (instrument.kind() != InstrumentKind.SPOT || held.signum() < 0) {
                    return Optional.of(
                            "position of "
                                    + instrument.id()
                                    + " must be flat when the account is"
                                    + " taken over, is "
                                    + held.toPlainString());
                }
                if (market.latest(instrument.id()).isEmpty()) {
                    return Optional.of(
                            "the books cannot begin before " + instrument.id() + " has a price");
                }
            }
            return Optional.empty();
        }

        private History opening(Instant at, History history, Holdings holdings) {
            Money cash =
                    Optional.ofNullable(holdings.cash())
                            .orElseGet(() -> Money.zero(account.profile().currency()));
            List<VenueTrade> trades = new ArrayList<>();
            for (Instrument instrument : instruments) {
                BigDecimal held = holdings.position(instrument.id());
                Optional<Price> price = market.latest(instrument.id()).map(Quote::last);
                if (held.signum() > 0 && price.isPresent()) {
                    trades.add(held(instrument, new Quantity(held), price.get(), at));
                    cash = cash.plus(instrument.notional(price.get(), new Quantity(held)));
                }
            }
            List<Movement> movements =
                    cash.isZero()
                            ? List.of()
                            : List.of(
                                    new Movement(OPENING, Movement.Kind.TRANSFER, cash, null, at));
            return new History(history.cursor(), List.of(), trades, movements);
        }

        private VenueTrade held(Instrument instrument, Quantity quantity, Price price, Instant at) {
            return new VenueTrade(
                    null,
                    new VenueOrderId(OPENING),
                    instrument.id(),
                    Side.BUY,
                    new Fill(
                            new TradeId(OPENING + " " + instrument.id()),
                            price,
                            quantity,
                            Money.zero(instrument.quote()),
                            Liquidity.TAKER,
                            at),
                    VenueTrade.Cause.ORDER);
        }

        private static VenueAnswer failed(String why) {
            return new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, why);
        }
    }
}
