package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.BookRules.ClientIds;
import dev.keel.venues.simulator.book.OrderTerms.Leg;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at an order before it is taken, as an exchange does; the first reason counts. */
final class Admission {
    private final BookRules rules;
    private final Holdings holdings;

    Admission(BookRules rules, Holdings holdings) {
        this.rules = rules;
        this.holdings = holdings;
    }

    Optional<Refusal> check(
            OrderTerms terms, List<PlacedOrder> all, @Nullable Quote quote, boolean hedge) {
        if (isDuplicate(terms.clientId(), all)) {
            return Optional.of(Refusal.DUPLICATE);
        }
        return grid(terms)
                .or(() -> position(terms, hedge))
                .or(() -> market(terms, quote))
                .or(() -> funds(terms, all, quote));
    }

    private boolean isDuplicate(String clientId, List<PlacedOrder> all) {
        if (clientId.isEmpty()) {
            return false;
        }
        return all.stream()
                .filter(order -> order.terms().clientId().equals(clientId))
                .anyMatch(order ->
                        rules.clientIds() == ClientIds.UNIQUE_FOR_EVER
                                || (rules.clientIds() == ClientIds.UNIQUE_AMONG_OPEN
                                        && order.isOpen()));
    }

    private static Optional<Refusal> grid(OrderTerms terms) {
        Market.Rules rules = terms.market().rules();
        if (terms.quantity().signum() <= 0 || terms.quantity().compareTo(rules.minQuantity()) < 0) {
            return Optional.of(Refusal.QUANTITY_TOO_SMALL);
        }
        if (isOff(terms.quantity(), rules.lot())) {
            return Optional.of(Refusal.PRECISION);
        }
        BigDecimal price = terms.price();
        if (price != null && (price.signum() <= 0 || isOff(price, rules.tick()))) {
            return Optional.of(Refusal.PRECISION);
        }
        boolean triggerIsOff =
                terms.trigger() instanceof Trigger.At(BigDecimal at, Way way)
                        && (at.signum() <= 0 || isOff(at, rules.tick()));
        return triggerIsOff ? Optional.of(Refusal.PRECISION) : Optional.empty();
    }

    private static boolean isOff(BigDecimal value, BigDecimal step) {
        return value.remainder(step).signum() != 0;
    }

    private Optional<Refusal> position(OrderTerms terms, boolean hedge) {
        if (terms.market().isSpot()) {
            return Optional.empty();
        }
        Leg leg = terms.manner().leg();
        if (hedge == (leg == Leg.BOTH)) {
            return Optional.of(Refusal.WRONG_POSITION_MODE);
        }
        BigDecimal held = holdings.positions().quantity(terms.market().id(), leg);
        boolean buys = terms.side() == Side.BUY;
        boolean closesLeg = leg != Leg.BOTH && buys == (leg == Leg.SHORT);
        boolean tooMuch = closesLeg && held.abs().compareTo(terms.quantity()) < 0;
        boolean nothing =
                terms.manner().reduceOnly()
                        && terms.trigger() == null
                        && (held.signum() == 0 || (held.signum() > 0) == buys);
        return tooMuch || nothing ? Optional.of(Refusal.NOTHING_TO_REDUCE) : Optional.empty();
    }

    private static Optional<Refusal> market(OrderTerms terms, @Nullable Quote quote) {
        if (terms.trigger() instanceof Trigger.At(BigDecimal at, Way way)
                && quote != null
                && Triggers.reached(at, way, quote)) {
            return Optional.of(Refusal.WOULD_TRIGGER);
        }
        if (terms.isMarket() && quote == null) {
            return Optional.of(Refusal.NO_MARKET_PRICE);
        }
        BigDecimal price = terms.price();
        boolean takes =
                terms.manner().lifetime() == Lifetime.POST_ONLY
                        && price != null
                        && quote != null
                        && quote.crosses(terms.side(), price);
        return takes ? Optional.of(Refusal.WOULD_TRADE) : Optional.empty();
    }

    private Optional<Refusal> funds(
            OrderTerms terms, List<PlacedOrder> all, @Nullable Quote quote) {
        BigDecimal market = quote == null ? BigDecimal.ZERO : quote.against(terms.side());
        BigDecimal notional = terms.market().notional(terms.limitOr(market), terms.quantity());
        boolean small = notional.compareTo(terms.market().rules().minNotional()) < 0;
        if (small && !terms.manner().reduceOnly()) {
            return Optional.of(Refusal.NOTIONAL_TOO_SMALL);
        }
        List<PlacedOrder> open = all.stream().filter(PlacedOrder::isOpen).toList();
        return holdings.affords(terms, market, open)
                ? Optional.empty()
                : Optional.of(Refusal.INSUFFICIENT_FUNDS);
    }
}
