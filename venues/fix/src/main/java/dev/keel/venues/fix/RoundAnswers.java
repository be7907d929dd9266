package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.Execution;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.order.Numbers;
import dev.keel.venues.fix.recovery.Gathering;
import dev.keel.venues.fix.recovery.Gathering.Part;
import dev.keel.venues.fix.transport.FixMessage;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads what belongs to a round of questions into it. */
final class RoundAnswers {
    private final FixDialect dialect;
    private final OrderBook book;
    private final InstrumentTable instruments;

    RoundAnswers(FixDialect dialect, OrderBook book, InstrumentTable instruments) {
        this.dialect = dialect;
        this.book = book;
        this.instruments = instruments;
    }

    static boolean isMassStatus(Gathering round, FixMessage message) {
        return asks(round, Part.ORDERS, message.get(584));
    }

    void massStatus(Gathering round, FixMessage message, Execution execution) {
        message.get(911).ifPresent(count -> round.announce(Part.ORDERS, number(count)));
        boolean none =
                message.get(911).filter("0"::equals).isPresent()
                        || (execution.state() == VenueOrder.State.REJECTED
                                && message.get(103).filter("5"::equals).isPresent());
        if (none) {
            round.close(Part.ORDERS);
        } else {
            Optional<OrderId> order = book.owner(execution.ids());
            round.show(order.map(id -> named(id, execution)).orElse(execution));
            round.came(Part.ORDERS, isLast(message));
        }
    }

    /** Some venues leave out of a status what everybody knows. */
    Execution named(OrderId order, Execution execution) {
        return book.of(order)
                .map(TrackedOrder::order)
                .map(known -> {
                    var request = known.request();
                    InstrumentId instrument = execution.about().instrument();
                    var side = execution.about().side();
                    var ordered = execution.totals().ordered();
                    return new Execution(
                            execution.kind(),
                            execution.ids(),
                            new Execution.About(
                                    instrument == null ? request.instrument() : instrument,
                                    side == null ? request.side() : side,
                                    execution.about().at()),
                            new Execution.Totals(
                                    ordered == null ? request.quantity() : ordered,
                                    execution.totals().filled()),
                            execution.state(),
                            null,
                            execution.code(),
                            execution.words());
                })
                .orElse(execution);
    }

    /** Takes positions, trades, and the ends of such answers; tells which part it was. */
    Optional<Part> take(Gathering round, FixMessage message) {
        return switch (message.type()) {
            case "AP" -> position(round, message);
            case "AO" -> positions(round, message);
            case "AQ" -> tradesAnnounced(round, message);
            case "AE" -> trade(round, message);
            case "F4" -> {
                round.close(Part.EXECUTIONS);
                yield Optional.of(Part.EXECUTIONS);
            }
            case "F5" -> {
                round.fail(Part.EXECUTIONS, Refusals.words(message));
                yield Optional.of(Part.EXECUTIONS);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Part> trade(Gathering round, FixMessage message) {
        if (!asks(round, Part.TRADES, message.get(568))) {
            return Optional.empty();
        }
        message.get(748).ifPresent(count -> round.announce(Part.TRADES, number(count)));
        round.came(Part.TRADES, isLast(message));
        return Optional.of(Part.TRADES);
    }

    private static Optional<Part> tradesAnnounced(Gathering round, FixMessage message) {
        if (!asks(round, Part.TRADES, message.get(568))) {
            return Optional.empty();
        }
        if (message.get(750).filter("2"::equals).isPresent()) {
            round.fail(Part.TRADES, "refused " + Refusals.words(message));
        } else {
            message.get(748).ifPresent(count -> round.announce(Part.TRADES, number(count)));
        }
        return Optional.of(Part.TRADES);
    }

    private Optional<Part> position(Gathering round, FixMessage message) {
        if (!asks(round, Part.POSITIONS, message.get(710))) {
            return Optional.empty();
        }
        message.get(727).ifPresent(count -> round.announce(Part.POSITIONS, number(count)));
        Optional<InstrumentId> instrument = instruments.of(message, dialect.orders().symbolTags());
        if (message.get(728).filter("2"::equals).isPresent()) {
            round.close(Part.POSITIONS);
        } else if (instrument.isEmpty()) {
            round.fail(Part.POSITIONS, "a position without a symbol");
        } else {
            addPosition(round, message, instrument.get());
        }
        return Optional.of(Part.POSITIONS);
    }

    private void addPosition(Gathering round, FixMessage message, InstrumentId instrument) {
        Optional<BigDecimal> held = quantity(message, 704, instrument);
        Optional<BigDecimal> sold = quantity(message, 705, instrument);
        if (held.isEmpty() || sold.isEmpty()) {
            round.fail(Part.POSITIONS, "a quantity that cannot be read");
            return;
        }
        round.position(instrument, held.get().subtract(sold.get()));
        round.came(Part.POSITIONS, isLast(message));
    }

    private Optional<BigDecimal> quantity(FixMessage message, int tag, InstrumentId instrument) {
        Optional<String> text = message.get(tag);
        return text.isEmpty()
                ? Optional.of(BigDecimal.ZERO)
                : text.flatMap(Numbers::decimal)
                        .flatMap(number -> instruments.fromWire(instrument, number));
    }

    private static Optional<Part> positions(Gathering round, FixMessage message) {
        if (!asks(round, Part.POSITIONS, message.get(710))) {
            return Optional.empty();
        }
        boolean none =
                message.get(727).filter("0"::equals).isPresent()
                        || message.get(728).filter("2"::equals).isPresent();
        if (none) {
            round.close(Part.POSITIONS);
        } else if (message.get(729).filter("2"::equals).isPresent()) {
            round.fail(Part.POSITIONS, "refused " + Refusals.words(message));
        } else {
            message.get(727).ifPresent(count -> round.announce(Part.POSITIONS, number(count)));
        }
        return Optional.of(Part.POSITIONS);
    }

    private static boolean asks(Gathering round, Part part, Optional<String> id) {
        return id.filter(each -> round.asks(part, each)).isPresent();
    }

    private static boolean isLast(FixMessage message) {
        return message.get(912).filter("Y"::equals).isPresent();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : -1;
    }
}
