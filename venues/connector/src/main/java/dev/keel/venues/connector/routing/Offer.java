package dev.keel.venues.connector.routing;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import dev.keel.venues.connector.MarketData.Level;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** What a candidate's book offers within the limit, in units of the base asset. */
final class Offer {
    private final Candidate candidate;
    private final Side side;
    private final BigDecimal unitsPerQuantity;
    private final BigDecimal lotUnits;
    private final BigDecimal feeFactor;
    private final List<Level> levels;
    private final BigDecimal most;

    Offer(RoutingRequest request, Candidate candidate) {
        Instrument instrument = candidate.instrument();
        this.candidate = candidate;
        this.side = request.side();
        this.unitsPerQuantity =
                instrument.kind() == InstrumentKind.LINEAR
                        ? instrument.contractSize()
                        : BigDecimal.ONE;
        this.lotUnits = instrument.rules().lot().value().multiply(unitsPerQuantity);
        BigDecimal fee = instrument.fees().taker();
        this.feeFactor = side == Side.BUY ? BigDecimal.ONE.add(fee) : BigDecimal.ONE.subtract(fee);
        List<Level> all = side == Side.BUY ? candidate.book().asks() : candidate.book().bids();
        BigDecimal limit = request.limit();
        this.levels =
                all.stream()
                        .filter(level -> limit == null || isWithin(level.price(), limit))
                        .toList();
        BigDecimal depth =
                levels.stream().map(this::units).reduce(BigDecimal.ZERO, BigDecimal::add);
        this.most = candidate.most() == null ? depth : depth.min(candidate.most());
    }

    private boolean isWithin(BigDecimal price, BigDecimal limit) {
        return side == Side.BUY ? price.compareTo(limit) <= 0 : price.compareTo(limit) >= 0;
    }

    AccountId account() {
        return candidate.account();
    }

    List<Level> levels() {
        return levels;
    }

    /** Whether a rest is less than could be traded. */
    boolean isDust(BigDecimal rest) {
        return rest.compareTo(lotUnits) < 0;
    }

    BigDecimal most() {
        return most;
    }

    BigDecimal units(Level level) {
        return level.quantity().multiply(unitsPerQuantity);
    }

    /** The smaller the better, for either side. */
    BigDecimal signedNet(BigDecimal price) {
        BigDecimal net = price.multiply(feeFactor);
        return side == Side.BUY ? net : net.negate();
    }

    BigDecimal wholeLots(BigDecimal units) {
        return units.divideToIntegralValue(lotUnits).multiply(lotUnits);
    }

    /** How many more whole lots of a rest there is room for. */
    BigDecimal moreLots(BigDecimal units, BigDecimal rest) {
        return wholeLots(rest.min(most.subtract(units)));
    }

    /** Takes as much as there is, in whole lots, best level first. */
    Taken take(BigDecimal wanted) {
        BigDecimal units = wholeLots(wanted.min(most));
        BigDecimal missing = units;
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal worst = BigDecimal.ZERO;
        for (Level level : levels) {
            if (missing.signum() == 0) {
                break;
            }
            BigDecimal part = missing.min(units(level));
            gross = gross.add(part.multiply(level.price()));
            worst = level.price();
            missing = missing.subtract(part);
        }
        return new Taken(this, units, worst, gross);
    }

    Optional<String> tooSmall(Taken taken) {
        if (taken.units.signum() == 0) {
            return Optional.of("not a lot of it can be taken");
        }
        BigDecimal least = candidate.instrument().rules().minNotional();
        return taken.gross.compareTo(least) < 0
                ? Optional.of(
                        "its part of "
                                + taken.gross.toPlainString()
                                + " is below the venue's least order of "
                                + least.toPlainString())
                : Optional.empty();
    }

    /** What an offer would trade. */
    record Taken(Offer offer, BigDecimal units, BigDecimal worst, BigDecimal gross) {
        BigDecimal net() {
            return gross.multiply(offer.feeFactor);
        }

        /** Net of one unit; the smaller the better, for either side. */
        BigDecimal unitNet(Side side) {
            BigDecimal net = net().divide(units, MathContext.DECIMAL128);
            return side == Side.BUY ? net : net.negate();
        }

        Route.Leg leg() {
            return new Route.Leg(
                    offer.candidate.account(),
                    offer.candidate.venue(),
                    offer.candidate.instrument().id(),
                    new Quantity(units.divide(offer.unitsPerQuantity, MathContext.DECIMAL128)),
                    units,
                    worst,
                    gross,
                    net());
        }
    }
}
