package dev.keel.venues.fix.recovery;

import dev.keel.core.account.AccountId;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that ends with the process, for tests and benchmarks. */
public final class MemoryReportJournal implements ReportJournal {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byName = new HashMap<>();

    /** Journals that are there again when an account is opened again. */
    public static Provider provider() {
        Map<AccountId, ReportJournal> journals = new ConcurrentHashMap<>();
        return account -> journals.computeIfAbsent(account, _ -> new MemoryReportJournal());
    }

    @Override
    public synchronized Kept keep(
            String subject, String name, String hash, Instant receivedAt, FixMessage message) {
        Entry before = byName.get(name);
        if (before != null) {
            return before.hash().equals(hash) ? new Kept.Known() : new Kept.Contradicts(before);
        }
        Entry entry = new Entry(entries.size() + 1L, subject, name, hash, receivedAt, message);
        entries.add(entry);
        byName.put(name, entry);
        return new Kept.New(entry);
    }

    @Override
    public synchronized List<Entry> after(long number) {
        return List.copyOf(entries.subList((int) Math.min(number, entries.size()), entries.size()));
    }

    @Override
    public synchronized List<Entry> of(String subject) {
        return entries.stream().filter(entry -> entry.subject().equals(subject)).toList();
    }

    @Override
    public synchronized Optional<Entry> latest() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }
}
