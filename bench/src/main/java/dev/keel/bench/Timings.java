package dev.keel.bench;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long orders take from the signal to the send, and how much of it is the commit of the intent:
 * from the append to its being durable, the wait for the commit before it included.
 */
final class Timings {
    private final Map<OrderId, Long> sentAt = new ConcurrentHashMap<>();
    private final Map<OrderId, Long> commitNanos = new ConcurrentHashMap<>();
    private final Histogram signalToSend = new ConcurrentHistogram(3);
    private final Histogram commits = new ConcurrentHistogram(3);
    private final Histogram beyondCommit = new ConcurrentHistogram(3);

    /** The same journal, with a watch. */
    Journal timed(Journal journal) {
        return new TimedJournal(journal);
    }

    /** The same venue, with a watch. */
    Venue timed(Venue venue) {
        return new TimedVenue(venue);
    }

    /** Takes the times of an order that has been sent. */
    void take(long signalAt, List<AccountEvent> events) {
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.OrderPlaced placed) {
                Long sent = sentAt.remove(placed.order());
                Long commit = commitNanos.remove(placed.order());
                if (sent == null || commit == null) {
                    throw new IllegalStateException("order " + placed.order() + " was not timed");
                }
                signalToSend.recordValue(sent - signalAt);
                commits.recordValue(commit);
                beyondCommit.recordValue(Math.max(0, sent - signalAt - commit));
            }
        }
    }

    void putInto(Map<String, Double> figures) {
        figures.put("signalToSendP50Millis", millis(signalToSend, 50));
        figures.put("signalToSendP99Millis", millis(signalToSend, 99));
        figures.put("commitP50Millis", millis(commits, 50));
        figures.put("commitP99Millis", millis(commits, 99));
        figures.put("signalToSendBeyondOwnCommitP99Millis", millis(beyondCommit, 99));
        figures.put(
                "signalToSendP99MinusCommitP99Millis",
                millis(signalToSend, 99) - millis(commits, 99));
        figures.put("ordersTimed", (double) signalToSend.getTotalCount());
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private final class TimedJournal implements Journal {
        private final Journal journal;

        TimedJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Lease acquire(AccountId account) {
            return journal.acquire(account);
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            long start = System.nanoTime();
            return journal.append(append)
                    .whenComplete((_, _) -> {
                        long took = System.nanoTime() - start;
                        for (AccountEvent event : append.events()) {
                            if (event instanceof AccountEvent.OrderPlaced placed) {
                                commitNanos.put(placed.order(), took);
                            }
                        }
                    });
        }

        @Override
        public List<RecordedEvent> read(AccountId account, long afterSequence) {
            return journal.read(account, afterSequence);
        }

        @Override
        public List<AccountId> accounts() {
            return journal.accounts();
        }

        @Override
        public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
            return journal.findOrder(account, key);
        }
    }

    private final class TimedVenue extends ForwardingVenue {
        TimedVenue(Venue venue) {
            super(venue);
        }

        @Override
        public void submit(Order order) {
            sentAt.put(order.id(), System.nanoTime());
            super.submit(order);
        }
    }
}
