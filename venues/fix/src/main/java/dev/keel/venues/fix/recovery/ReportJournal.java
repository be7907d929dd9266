package dev.keel.venues.fix.recovery;

import dev.keel.core.account.AccountId;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The reports of one account, in the order in which they were taken, each once. A report is durable
 * before its session may forget it: between the venue's word and the ledger nothing gets lost. Its
 * numbers are the cursor of the account's history.
 */
public interface ReportJournal {
    /** Opens the journals of accounts. */
    @FunctionalInterface
    interface Provider {
        ReportJournal open(AccountId account);
    }

    /**
     * A report that was kept.
     *
     * @param number from 1, without gaps
     * @param subject whose it is: an order of ours by its id, any other by the venue's
     * @param name by which it is the same report when it comes again
     * @param hash of all that it says
     */
    record Entry(
            long number,
            String subject,
            String name,
            String hash,
            Instant receivedAt,
            FixMessage message) {}

    /** What became of a report. */
    sealed interface Kept {
        record New(Entry entry) implements Kept {}

        /** The same report was kept before. */
        record Known() implements Kept {}

        /** Another report was kept under this name: one of the two is wrong. */
        record Contradicts(Entry other) implements Kept {}
    }

    /**
     * Keeps a report; durable once this returns.
     *
     * @throws RuntimeException if it may not have been kept; then it must come again
     */
    Kept keep(String subject, String name, String hash, Instant receivedAt, FixMessage message);

    /** All that came after a number, in order. */
    List<Entry> after(long number);

    /** All of one subject, in order. */
    List<Entry> of(String subject);

    /** The latest of all. */
    Optional<Entry> latest();
}
