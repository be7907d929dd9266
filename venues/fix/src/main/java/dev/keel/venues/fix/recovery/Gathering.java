package dev.keel.venues.fix.recovery;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import dev.keel.venues.fix.order.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answers to one round of questions: what they have said so far, what is still open, and what
 * failed. A part that failed, or that was answered by fewer reports than were announced, is never
 * taken for whole. For one thread at a time.
 */
public final class Gathering {
    private final Instant askedAt;
    private final Map<Part, Progress> parts = new EnumMap<>(Part.class);
    private final Map<String, Execution> shown = new LinkedHashMap<>();
    private final Map<OrderId, Execution> answers = new TreeMap<>();
    private final Set<OrderId> awaited = new TreeSet<>();
    private final Set<OrderId> silent = new TreeSet<>();
    private final Map<InstrumentId, BigDecimal> positions = new TreeMap<>();

    /** What is asked. */
    public enum Part {
        ORDERS,
        TRADES,
        EXECUTIONS,
        POSITIONS
    }

    /** How far a part has come. */
    private static final class Progress {
        private final String id;
        private int expected = -1;
        private int came;
        private boolean isLast;
        private String failure = "";
        private boolean over;

        Progress(String id) {
            this.id = id;
        }
    }

    public Gathering(Instant askedAt) {
        this.askedAt = askedAt;
    }

    /** Before anything was sent. */
    public Instant askedAt() {
        return askedAt;
    }

    /** A part is about to be asked, under this id. */
    public void begin(Part part, String id) {
        parts.put(part, new Progress(id));
    }

    /** Whether an id is that of a part's question. */
    public boolean asks(Part part, String id) {
        Progress progress = parts.get(part);
        return progress != null && progress.id.equals(id);
    }

    /** The part that was asked under this id. */
    public Optional<Part> part(String id) {
        return parts.entrySet().stream()
                .filter(entry -> entry.getValue().id.equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * How many reports there will be; later reports may say so again, with the same number.
     *
     * @param count below 0 if nobody said
     */
    public void announce(Part part, int count) {
        Progress progress = parts.get(part);
        if (progress == null || progress.over || count < 0) {
            return;
        }
        if (progress.expected >= 0 && progress.expected != count) {
            fail(part, "announced " + progress.expected + " and then " + count + " reports");
            return;
        }
        progress.expected = count;
        closeIfWhole(progress);
    }

    /** A report of a part came. */
    public void came(Part part, boolean last) {
        Progress progress = parts.get(part);
        if (progress == null || progress.over) {
            return;
        }
        progress.came++;
        progress.isLast |= last;
        if (progress.isLast && progress.expected >= 0 && progress.came < progress.expected) {
            fail(part, progress.came + " of " + progress.expected + " reports came");
            return;
        }
        closeIfWhole(progress);
    }

    private static void closeIfWhole(Progress progress) {
        progress.over =
                (progress.expected >= 0 && progress.came >= progress.expected) || progress.isLast;
    }

    /** A part has been answered, and there is nothing more. */
    public void close(Part part) {
        Progress progress = parts.get(part);
        if (progress != null) {
            progress.over = true;
        }
    }

    public void fail(Part part, String why) {
        Progress progress = parts.get(part);
        if (progress != null && !progress.over) {
            progress.failure = why;
            progress.over = true;
        }
    }

    /** Whether a part was asked and answered whole. */
    public boolean isWhole(Part part) {
        Progress progress = parts.get(part);
        return progress != null && progress.over && progress.failure.isEmpty();
    }

    /** Whether a part was asked and its answer is still open. */
    public boolean isOpen(Part part) {
        Progress progress = parts.get(part);
        return progress != null && !progress.over;
    }

    /** An order that a mass status shows. */
    public void show(Execution execution) {
        shown.put(execution.ids().venue() + "/" + execution.ids().client(), execution);
    }

    public List<Execution> shown() {
        return List.copyOf(shown.values());
    }

    /** An order is asked for by itself. */
    public void await(OrderId order) {
        awaited.add(order);
    }

    public void answer(OrderId order, Execution execution) {
        if (awaited.remove(order)) {
            answers.put(order, execution);
        }
    }

    public void noAnswer(OrderId order) {
        if (awaited.remove(order)) {
            silent.add(order);
        }
    }

    public boolean awaits(OrderId order) {
        return awaited.contains(order);
    }

    public Map<OrderId, Execution> answers() {
        return Collections.unmodifiableMap(answers);
    }

    /** Whether every order that was asked for by itself was answered. */
    public boolean isAnswered() {
        return awaited.isEmpty() && silent.isEmpty();
    }

    public void position(InstrumentId instrument, BigDecimal quantity) {
        positions.merge(instrument, quantity, BigDecimal::add);
    }

    public Map<InstrumentId, BigDecimal> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** Whether nothing is open any more. */
    public boolean isOver() {
        return awaited.isEmpty() && parts.values().stream().allMatch(progress -> progress.over);
    }

    /** What failed, and why. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        parts.forEach((part, progress) -> {
            if (!progress.failure.isEmpty()) {
                failures.add(part + ": " + progress.failure);
            }
        });
        silent.forEach(order -> failures.add("order " + order + ": no status"));
        return failures;
    }
}
