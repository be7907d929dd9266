package dev.keel.ledger.verify;

import dev.keel.ledger.chain.ChainedEvent;
import dev.keel.ledger.chain.EventHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of one account's events, in their order, and names the first row of each break.
 * Rows that break it one after another are one finding.
 */
final class ChainCheck {
    /** An account whose every row is forged needs no longer list. */
    private static final int MAX_FINDINGS = 100;

    private final String account;
    private final EventHasher hasher;
    private final List<Tampering> findings = new ArrayList<>();
    private byte[] previous;
    private long last;
    private long more;
    private @Nullable Break open;

    ChainCheck(String account, EventHasher hasher) {
        this.account = account;
        this.hasher = hasher;
        this.previous = hasher.origin(account);
    }

    /** Consecutive rows that do not fit. */
    private static final class Break {
        private final long first;
        private final byte[] before;

        /** The row that was first before; 0 if it cannot be told. */
        private long moved;

        Break(long first, byte[] before) {
            this.first = first;
            this.before = before;
        }
    }

    /**
     * What the account's own row says of the chain.
     *
     * @param hash in hexadecimal
     */
    record End(long sequence, String hash) {}

    void take(ChainedEvent event, byte[] stored) {
        long sequence = event.sequence();
        if (sequence != last + 1) {
            endBreak();
            add(last + 1, sequence - 1, "missing");
        } else if (!Arrays.equals(hasher.hash(previous, event), stored)) {
            widenBreak(event, stored);
        } else {
            endBreak();
        }
        previous = stored;
        last = sequence;
    }

    /** Compares the end with the account's row, which is null if there is none. */
    void finish(@Nullable End end) {
        endBreak();
        if (end == null) {
            addFinding(
                    new Tampering(
                            "account " + account, "its row is missing, its events are there"));
        } else if (end.sequence() > last) {
            add(
                    last + 1,
                    end.sequence(),
                    "missing: the account's row ends at event " + end.sequence());
        } else if (end.sequence() < last) {
            add(
                    end.sequence() + 1,
                    last,
                    "forged: the account's row ends at event " + end.sequence());
        } else if (!end.hash().equals(HexFormat.of().formatHex(previous))) {
            add(
                    last,
                    last,
                    "rewritten, or the account's row was: the hash of its latest event is another");
        }
    }

    long events() {
        return last;
    }

    /** What was found; a bounded number. */
    List<Tampering> findings() {
        return findings;
    }

    /** How many findings are not listed. */
    long more() {
        return more;
    }

    private void widenBreak(ChainedEvent event, byte[] stored) {
        if (open == null) {
            open = new Break(event.sequence(), previous);
        } else if (open.moved == 0
                && Arrays.equals(
                        hasher.hash(open.before, event.withSequence(open.first)), stored)) {
            open.moved = event.sequence();
        }
    }

    private void endBreak() {
        if (open == null) {
            return;
        }
        String what =
                open.moved == 0
                        ? "altered: the hash does not follow from the row and the event before"
                        : "reordered: what is event " + open.moved + " now was event " + open.first;
        add(open.first, last, what);
        open = null;
    }

    private void add(long first, long lastEvent, String what) {
        addFinding(Tampering.ofEvents(account, first, lastEvent, what));
    }

    private void addFinding(Tampering finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        } else {
            more++;
        }
    }
}
