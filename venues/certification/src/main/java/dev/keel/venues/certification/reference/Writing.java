package dev.keel.venues.certification.reference;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Price;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes orders for the reference broker, and says which must not be sent. */
final class Writing {
    private final Instrument instrument;
    private final PlantedBug bug;

    Writing(Instrument instrument, PlantedBug bug) {
        this.instrument = instrument;
        this.bug = bug;
    }

    /** Why an order is not sent; empty if it is. */
    Optional<String> objection(Order order, Instant now) {
        OrderRequest request = order.request();
        if (!request.instrument().equals(instrument.id())) {
            return Optional.of("the account does not trade " + request.instrument());
        }
        boolean late = now.isAfter(order.placement().at().plus(Desk.WINDOW));
        if (late && bug != PlantedBug.STAMPS_TIME_OF_SENDING) {
            return Optional.of("it was decided too long ago, at " + order.placement().at());
        }
        boolean onLots = request.quantity().isMultipleOf(instrument.rules().lot());
        if (!onLots && bug != PlantedBug.ROUNDS_QUANTITY_UP) {
            return Optional.of("quantity must be a multiple of the lot, was " + request.quantity());
        }
        boolean onTicks =
                request.type()
                                .limitPrice()
                                .filter(price -> !price.isMultipleOf(instrument.rules().tick()))
                                .isEmpty()
                        || bug == PlantedBug.ROUNDS_PRICE_UP;
        return onTicks
                ? Optional.empty()
                : Optional.of("limit must be a multiple of the tick, was " + request.type());
    }

    Map<String, String> request(Order order, Instant now) {
        OrderRequest request = order.request();
        Map<String, String> terms = new TreeMap<>();
        terms.put("client", order.id().toString());
        terms.put("side", bug == PlantedBug.LOSES_SIDE ? Side.BUY.name() : request.side().name());
        BigDecimal quantity = request.quantity().value();
        if (bug == PlantedBug.ROUNDS_QUANTITY_UP) {
            quantity =
                    request.quantity()
                            .roundToLot(instrument.rules().lot(), RoundingMode.UP)
                            .value();
        }
        terms.put("quantity", quantity.toPlainString());
        boolean stampsNow = bug == PlantedBug.STAMPS_TIME_OF_SENDING;
        terms.put("at", (stampsNow ? now : order.placement().at()).toString());
        price(request.type(), terms);
        conditions(request, terms);
        return terms;
    }

    private void price(OrderType type, Map<String, String> terms) {
        switch (type) {
            case OrderType.Market _ -> {}
            case OrderType.Limit(Price limit) -> terms.put("limit", written(limit));
            case OrderType.Stop(Price trigger) -> trigger(trigger, terms);
            case OrderType.StopLimit(Price trigger, Price limit) -> {
                trigger(trigger, terms);
                terms.put("limit", written(limit));
            }
            case OrderType.TrailingStop(BigDecimal distance) ->
                    terms.put("distance", distance.toPlainString());
        }
    }

    private String written(Price price) {
        Price rounded =
                bug == PlantedBug.ROUNDS_PRICE_UP
                        ? price.roundToTick(instrument.rules().tick(), RoundingMode.UP)
                        : price;
        return rounded.value().toPlainString();
    }

    private void trigger(Price trigger, Map<String, String> terms) {
        if (bug != PlantedBug.DROPS_TRIGGER) {
            terms.put("trigger", trigger.value().toPlainString());
        }
    }

    private void conditions(OrderRequest request, Map<String, String> terms) {
        if (request.isPostOnly() && bug != PlantedBug.DROPS_POST_ONLY) {
            terms.put("postOnly", "true");
        }
        if (request.isReduceOnly() && bug != PlantedBug.DROPS_REDUCE_ONLY) {
            terms.put("reduceOnly", "true");
        }
        switch (request.timeInForce()) {
            case TimeInForce.GoodTillCancel _ -> {}
            case TimeInForce.ImmediateOrCancel _ -> terms.put("tif", "IOC");
            case TimeInForce.FillOrKill _ -> terms.put("tif", "FOK");
            case TimeInForce.GoodTillDate(Instant end) -> {
                if (bug != PlantedBug.DROPS_END) {
                    terms.put("end", end.toString());
                }
            }
        }
    }
}
