package dev.keel.venues.metatrader;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Holdings;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.metatrader.book.Books;
import dev.keel.venues.metatrader.book.Fact;
import dev.keel.venues.metatrader.book.OrderViews;
import dev.keel.venues.metatrader.book.Protections;
import dev.keel.venues.metatrader.book.State;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.SymbolTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The terminal's facts in the words of the core. */
record Records(SymbolTable symbols, Asset currency) {

    /** What a fact says of an order of ours; empty if of none. */
    Optional<VenueReport> report(Fact fact) {
        return switch (fact) {
            case Fact.Traded trade when trade.coid() != 0 ->
                    Optional.of(
                            new VenueReport(
                                    new OrderId(trade.coid()),
                                    new OrderChange.Filled(fill(trade))));
            case Fact.Ended end -> report(end);
            case Fact.Traded _, Fact.Moved _ -> Optional.empty();
        };
    }

    private static Optional<VenueReport> report(Fact.Ended end) {
        OrderId id = new OrderId(end.coid());
        Evidence words = new Evidence("terminal order " + end.order(), end.words());
        Quantity filled = new Quantity(end.filled());
        return switch (end.state()) {
            case CANCELED ->
                    Optional.of(new VenueReport(id, new OrderChange.Canceled(words), filled));
            case EXPIRED ->
                    Optional.of(new VenueReport(id, new OrderChange.Expired(words), filled));
            case REJECTED -> Optional.of(new VenueReport(id, new OrderChange.Refused(words)));
            case FILLED, WORKING -> Optional.empty();
        };
    }

    private Fill fill(Fact.Traded trade) {
        return new Fill(
                new TradeId(trade.id()),
                new Price(trade.price()),
                new Quantity(trade.volume()),
                new Money(currency, trade.fee()),
                Liquidity.TAKER,
                Instant.ofEpochMilli(trade.at()));
    }

    VenueOrder order(OrderViews.View view) {
        return new VenueOrder(
                new OrderId(view.coid()),
                new VenueOrderId(view.order()),
                symbols.id(view.symbol()),
                view.side(),
                new Quantity(view.quantity()),
                new Quantity(view.filled()),
                view.state(),
                view.words());
    }

    private VenueOrder order(Fact.Ended end) {
        return new VenueOrder(
                new OrderId(end.coid()),
                new VenueOrderId(end.order()),
                symbols.id(end.symbol()),
                end.side(),
                new Quantity(end.volume()),
                new Quantity(end.filled()),
                end.state(),
                end.words());
    }

    /** Everything that waits or protects: orders of others too. */
    List<VenueOrder> openOrders(State state, Books books) {
        List<VenueOrder> open = new ArrayList<>();
        for (Row row : state.orders()) {
            long coid = books.ownership().owner(row);
            if (coid == 0) {
                open.add(foreign(row));
            } else {
                books.view(new OrderId(coid), state).map(this::order).ifPresent(open::add);
            }
        }
        for (long coid : books.journal().orders()) {
            boolean works =
                    books.protections().of(coid).stream()
                            .anyMatch(one -> Protections.works(one, state.positions()));
            if (works) {
                books.view(new OrderId(coid), state)
                        .filter(view -> view.state() == VenueOrder.State.WORKING)
                        .map(this::order)
                        .ifPresent(open::add);
            }
        }
        return open;
    }

    private VenueOrder foreign(Row row) {
        BigDecimal volume = row.decimal("volume");
        return new VenueOrder(
                null,
                new VenueOrderId(Long.toString(row.number("ticket"))),
                symbols.id(row.text("symbol")),
                Fact.side(row),
                new Quantity(volume),
                new Quantity(volume.subtract(row.decimal("left")).max(BigDecimal.ZERO)),
                VenueOrder.State.WORKING,
                row.text("kind"));
    }

    /** What happened after a cursor; null if the cursor is not of these books. */
    @Nullable History history(@Nullable String after, Books books) {
        List<Fact> facts =
                after == null ? books.log().all() : books.log().after(after).orElse(null);
        if (facts == null) {
            return null;
        }
        List<VenueOrder> ended = new ArrayList<>();
        List<VenueTrade> trades = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Ended end -> ended.add(order(end));
                case Fact.Traded trade -> trades.add(trade(trade));
                case Fact.Moved moved -> movements.add(movement(moved));
            }
        }
        return new History(books.log().cursor(), ended, trades, movements);
    }

    private VenueTrade trade(Fact.Traded trade) {
        return new VenueTrade(
                trade.coid() == 0 ? null : new OrderId(trade.coid()),
                new VenueOrderId(trade.order()),
                symbols.id(trade.symbol()),
                trade.side(),
                fill(trade),
                trade.cause());
    }

    private Movement movement(Fact.Moved moved) {
        return new Movement(
                moved.id(),
                moved.kind(),
                new Money(currency, moved.amount()),
                moved.symbol().isEmpty() ? null : symbols.id(moved.symbol()),
                Instant.ofEpochMilli(moved.at()));
    }

    Holdings holdings(State state, Books books) {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        for (Row row : state.positions()) {
            BigDecimal volume = row.decimal("volume");
            BigDecimal signed = row.text("side").equals("buy") ? volume : volume.negate();
            positions.merge(symbols.id(row.text("symbol")), signed, BigDecimal::add);
        }
        return new Holdings(positions, new Money(currency, books.cash(state)));
    }
}
