package dev.keel.ledger.verify;

import dev.keel.core.account.TradeKey;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cash and positions of an account, counted with signed decimals and nothing else.
 *
 * <p>A fill of {@code n} units (negative when sold) at price {@code p} in a market of contract size
 * {@code k} has the notional {@code v = p n k}. What adds to a position adds {@code v} to its cost.
 * What closes {@code c} of {@code q} units releases the cost {@code cost c / q} and realises what
 * it was sold for beyond that. Spot moves {@code -v} in cash, a derivative what it realised; the
 * fee is paid beside it; one that was taken of the base asset counts as paid in cash, for as many
 * units less. Rounding is half-even at 18 decimals.
 */
final class PlainBooks {
    private static final int SCALE = 18;

    private final Map<String, Book> books = new TreeMap<>();
    private BigDecimal cash = BigDecimal.ZERO;
    private boolean isHistoryRead;

    void moveFunds(BigDecimal amount) {
        cash = cash.add(amount);
    }

    void fill(Instrument instrument, Side side, Fill fill) {
        Book book = books.computeIfAbsent(instrument.id().symbol(), _ -> new Book(instrument));
        BigDecimal units = moved(side, fill);
        Traded traded =
                new Traded(
                        new TradeKey(instrument.id(), fill.tradeId(), side),
                        side == Side.BUY ? units : units.negate(),
                        fill.price().value(),
                        fill.at());
        if (isHistoryRead) {
            book.remember(traded);
        }
        cash = cash.add(book.trade(traded)).subtract(fill.fee().amount());
        book.fees = book.fees.add(fill.fee().amount());
    }

    /**
     * Takes the venue's word for the order of trades: those that its history shows happened in that
     * order, and those that it does not show yet happened after them, by their times.
     */
    void readHistory(List<TradeKey> covered) {
        isHistoryRead = true;
        for (Book book : books.values()) {
            cash = cash.add(book.reorder(covered));
        }
    }

    /** Takes a fill back: what undoes it is a trade of the other side, its fee paid back. */
    void bust(Instrument instrument, Side side, Fill fill) {
        fill(
                instrument,
                side.opposite(),
                new Fill(
                        fill.tradeId(),
                        fill.price(),
                        new Quantity(moved(side, fill)),
                        fill.fee().negated(),
                        fill.liquidity(),
                        fill.at()));
    }

    /** What changes hands: a fee that is taken of the base asset lessens what was bought. */
    private static BigDecimal moved(Side side, Fill fill) {
        BigDecimal units = fill.quantity().value();
        if (fill.feeSource() instanceof FeeSource.FromBase(Quantity kept)) {
            return side == Side.BUY ? units.subtract(kept.value()) : units.add(kept.value());
        }
        return units;
    }

    BigDecimal cash() {
        return cash;
    }

    /** The instruments that were ever traded, by their symbols. */
    Map<String, Book> books() {
        return books;
    }

    /** One instrument. */
    static final class Book {
        private final boolean spot;
        private final BigDecimal contractSize;
        private BigDecimal units = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal realised = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;

        /** What the book was when the history was read last, and what was traded since. */
        private Figures basis = new Figures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        private final List<Traded> since = new ArrayList<>();

        /** A position keeps the terms that its instrument had at the first fill. */
        private Book(Instrument instrument) {
            this.spot = instrument.kind() == InstrumentKind.SPOT;
            this.contractSize = instrument.contractSize();
        }

        BigDecimal units() {
            return units;
        }

        /** Never negative, also of a short position. */
        BigDecimal cost() {
            return cost.abs();
        }

        /** Below zero for a short position. */
        BigDecimal signedCost() {
            return cost;
        }

        boolean isSpot() {
            return spot;
        }

        BigDecimal realised() {
            return realised;
        }

        BigDecimal fees() {
            return fees;
        }

        private void remember(Traded traded) {
            if (since.isEmpty()) {
                basis = new Figures(units, cost, realised);
            }
            since.add(traded);
        }

        /** Returns what the other order moves in cash. */
        private BigDecimal reorder(List<TradeKey> covered) {
            if (since.isEmpty()) {
                return BigDecimal.ZERO;
            }
            BigDecimal before = realised;
            restore(basis);
            for (TradeKey key : covered) {
                since.stream().filter(traded -> traded.key().equals(key)).forEach(this::trade);
                since.removeIf(traded -> traded.key().equals(key));
            }
            basis = new Figures(units, cost, realised);
            since.stream().sorted(Comparator.comparing(Traded::at)).forEach(this::trade);
            return spot ? BigDecimal.ZERO : realised.subtract(before);
        }

        private void restore(Figures figures) {
            units = figures.units();
            cost = figures.cost();
            realised = figures.realised();
        }

        /** Returns what the fill moves in cash before its fee. */
        private BigDecimal trade(Traded fill) {
            BigDecimal traded = fill.units();
            BigDecimal price = fill.price();
            BigDecimal before = realised;
            boolean adds = units.signum() == 0 || units.signum() == traded.signum();
            if (adds) {
                units = units.add(traded);
                cost = cost.add(value(price, traded));
            } else if (traded.abs().compareTo(units.abs()) < 0) {
                BigDecimal released =
                        cost.multiply(traded.negate()).divide(units, SCALE, RoundingMode.HALF_EVEN);
                realised = realised.subtract(value(price, traded)).subtract(released);
                cost = cost.subtract(released);
                units = units.add(traded);
            } else {
                BigDecimal rest = units.add(traded);
                realised = realised.add(value(price, units)).subtract(cost);
                cost = value(price, rest);
                units = rest;
            }
            return spot ? value(price, traded).negate() : realised.subtract(before);
        }

        private BigDecimal value(BigDecimal price, BigDecimal some) {
            BigDecimal value = price.multiply(some).multiply(contractSize);
            return value.scale() > SCALE ? value.setScale(SCALE, RoundingMode.HALF_EVEN) : value;
        }
    }

    /**
     * A trade as it was applied.
     *
     * @param units below zero when sold
     */
    private record Traded(TradeKey key, BigDecimal units, BigDecimal price, Instant at) {}

    private record Figures(BigDecimal units, BigDecimal cost, BigDecimal realised) {}
}
