package dev.keel.venues.certification;

import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers all that a connector says, in its order. */
public final class Ear implements Venue.Listener {
    private final List<VenueReport> reports = new ArrayList<>();
    private final List<VenueAnswer> answers = new ArrayList<>();
    private final Consumer<VenueReport> books;

    /**
     * @param books takes every report too
     */
    Ear(Consumer<VenueReport> books) {
        this.books = books;
    }

    @Override
    public void onReport(VenueReport report) {
        synchronized (this) {
            reports.add(report);
        }
        books.accept(report);
    }

    @Override
    public synchronized void onAnswer(VenueAnswer answer) {
        answers.add(answer);
    }

    /** All reports so far. */
    public synchronized List<VenueReport> reports() {
        return List.copyOf(reports);
    }

    /** The reports on one order so far. */
    public List<VenueReport> reports(OrderId order) {
        return reports().stream().filter(report -> report.order().equals(order)).toList();
    }

    /** All answers so far. */
    public synchronized List<VenueAnswer> answers() {
        return List.copyOf(answers);
    }

    /** What has been answered after the first so many. */
    public synchronized List<VenueAnswer> answersAfter(int heard) {
        return List.copyOf(answers.subList(heard, answers.size()));
    }
}
