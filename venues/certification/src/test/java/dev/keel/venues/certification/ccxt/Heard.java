package dev.keel.venues.certification.ccxt;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps what a venue says, and waits for it. */
final class Heard implements Venue.Listener {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final List<VenueReport> reports = new ArrayList<>();
    private final List<VenueAnswer> answers = new ArrayList<>();

    @Override
    public synchronized void onReport(VenueReport report) {
        reports.add(report);
        notifyAll();
    }

    @Override
    public synchronized void onAnswer(VenueAnswer answer) {
        answers.add(answer);
        notifyAll();
    }

    synchronized List<Object> all() {
        List<Object> all = new ArrayList<>(reports);
        all.addAll(answers);
        return all;
    }

    synchronized <T extends OrderChange> T change(OrderId order, Class<T> kind) {
        return await(
                () ->
                        reports.stream()
                                .filter(report -> report.order().equals(order))
                                .map(VenueReport::change)
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .findFirst(),
                order + " " + kind.getSimpleName());
    }

    /** The first word on a submit. */
    synchronized OrderChange first(OrderId order) {
        return await(
                () ->
                        reports.stream()
                                .filter(report -> report.order().equals(order))
                                .map(VenueReport::change)
                                .findFirst(),
                order + " answered");
    }

    synchronized <T extends VenueAnswer> T answer(Class<T> kind, Predicate<T> wanted) {
        return await(
                () ->
                        answers.stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .filter(wanted)
                                .findFirst(),
                kind.getSimpleName());
    }

    synchronized VenueStatement statement(int number) {
        return await(
                () ->
                        answers.stream()
                                .filter(VenueAnswer.Stated.class::isInstance)
                                .map(answer -> ((VenueAnswer.Stated) answer).statement())
                                .skip(number)
                                .findFirst(),
                "statement " + number);
    }

    private <T> T await(Supplier<Optional<T>> look, String what) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("awaited in vain: " + what + ", heard " + all());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            seen = look.get();
        }
        return seen.get();
    }
}
