package dev.keel.venues.fix;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.fix.order.FillLedger;
import org.jspecify.annotations.Nullable;

/** An order of ours, as far as this session has heard of it. */
final class TrackedOrder {
    private final Order order;
    private final FillLedger fills = new FillLedger();
    private @Nullable VenueOrderId venueId;
    private Quantity told = Quantity.ZERO;

    /** What the account knows as traded and no report that was kept tells: booked another way. */
    private Quantity elsewhere = Quantity.ZERO;

    private boolean accepted;
    private boolean ended;
    private boolean missingTold;

    TrackedOrder(Order order) {
        this.order = order;
        this.venueId = order.venueOrderId();
        this.accepted = venueId != null;
        this.ended = !order.isOpen();
    }

    /** As it was submitted, or as the account knew it when it was connected. */
    Order order() {
        return order;
    }

    FillLedger fills() {
        return fills;
    }

    @Nullable VenueOrderId venueId() {
        return venueId;
    }

    void bind(VenueOrderId id) {
        venueId = id;
        accepted = true;
    }

    boolean isAccepted() {
        return accepted;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** The venue's total; it falls only where trades are taken back. */
    void tell(Quantity total, boolean mayFall) {
        if (mayFall || total.isGreaterThan(told)) {
            told = total;
        }
    }

    Quantity told() {
        return told;
    }

    /** All that was kept has been taken up again. */
    void takenUp() {
        Quantity known = order.execution().quantity();
        elsewhere = known.isGreaterThan(fills.total()) ? known.minus(fills.total()) : Quantity.ZERO;
    }

    /** What is known as traded. */
    Quantity booked() {
        return fills.total().plus(elsewhere);
    }

    /** Whether the venue counts more than was told. */
    boolean misses() {
        boolean misses = told.isGreaterThan(booked());
        if (!misses) {
            missingTold = false;
        }
        return misses;
    }

    /** Whether somebody has to be told of it now; once for each time. */
    boolean newlyMisses() {
        boolean first = misses() && !missingTold;
        missingTold |= first;
        return first;
    }

    /** The order with the venue's id in it, for what is asked about it. */
    Order named() {
        return new Order(
                order.id(),
                order.request(),
                order.placement(),
                order.status(),
                order.execution(),
                order.cancelWanted(),
                venueId,
                order.evidence());
    }
}
