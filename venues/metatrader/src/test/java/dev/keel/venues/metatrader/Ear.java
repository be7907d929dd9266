package dev.keel.venues.metatrader;

import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a venue said. */
final class Ear implements Venue.Listener {
    private final List<VenueReport> reports = new CopyOnWriteArrayList<>();
    private final List<VenueAnswer> answers = new CopyOnWriteArrayList<>();

    @Override
    public void onReport(VenueReport report) {
        reports.add(report);
    }

    @Override
    public void onAnswer(VenueAnswer answer) {
        answers.add(answer);
    }

    List<OrderChange> changes(Order order) {
        return reports.stream()
                .filter(report -> report.order().equals(order.id()))
                .map(VenueReport::change)
                .toList();
    }

    <T extends OrderChange> List<T> changes(Order order, Class<T> kind) {
        return changes(order).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<VenueReport> ends(Order order) {
        return reports.stream()
                .filter(report -> report.order().equals(order.id()))
                .filter(report ->
                        report.change() instanceof OrderChange.Canceled
                                || report.change() instanceof OrderChange.Expired)
                .toList();
    }

    List<Fill> fills(Order order) {
        return changes(order, OrderChange.Filled.class).stream()
                .map(OrderChange.Filled::fill)
                .toList();
    }

    <T extends VenueAnswer> List<T> answers(Class<T> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void forgetAnswers() {
        answers.clear();
    }

    void forgetReports() {
        reports.clear();
    }

    @Override
    public String toString() {
        return reports + " " + answers;
    }
}
