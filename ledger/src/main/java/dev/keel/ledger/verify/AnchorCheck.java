package dev.keel.ledger.verify;

import dev.keel.ledger.chain.Anchors;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the anchors of one file with the events, and with the anchors that the database knows.
 * Of each account it names the first anchor that does not fit.
 */
final class AnchorCheck implements Anchors.Visitor {
    private static final int PORTION = 1_000;

    /** One look into the index for each anchored event. */
    private static final String HASHES =
            """
            SELECT k.place, e.hash
            FROM unnest(?::text[], ?::int8[]) WITH ORDINALITY AS k (account_id, sequence, place)
            LEFT JOIN LATERAL (SELECT hash FROM event e WHERE e.account_id = k.account_id
                               AND e.sequence = k.sequence OFFSET 0) AS e ON true
            ORDER BY k.place
            """;

    private static final String LINES =
            "SELECT number, line_hash FROM anchor WHERE key_id = ? AND number <= ? ORDER BY number";

    private final Connection connection;
    private final Anchors anchors;
    private final long knownUpTo;
    private final boolean mustBeWhole;
    private final Consumer<Tampering> findings;
    private final List<Anchors.Named> waiting = new ArrayList<>();
    private final Map<String, Anchors.Named> lastFitting = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private @Nullable ResultSet known;

    /**
     * @param knownUpTo the number of the last anchor that the database knew before the file was
     *     looked at
     * @param mustBeWhole whether the file has to reach that far, which a copy has not
     */
    AnchorCheck(
            Connection connection,
            Anchors anchors,
            long knownUpTo,
            boolean mustBeWhole,
            Consumer<Tampering> findings) {
        this.connection = connection;
        this.anchors = anchors;
        this.knownUpTo = knownUpTo;
        this.mustBeWhole = mustBeWhole;
        this.findings = findings;
    }

    /** Returns how many anchors were checked. */
    long run() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LINES)) {
            statement.setFetchSize(PORTION);
            statement.setString(1, anchors.keyId());
            statement.setLong(2, knownUpTo);
            try (ResultSet rows = statement.executeQuery()) {
                known = rows.next() ? rows : null;
                Anchors.Summary summary = anchors.read(this);
                flush();
                requireWholeFile(summary);
                return summary.anchors();
            }
        }
    }

    @Override
    public void anchor(long line, long number, String lineHash) throws SQLException {
        while (known != null && known.getLong(1) < number) {
            stepKnown(known);
        }
        if (known != null
                && known.getLong(1) == number
                && !HexFormat.of().formatHex(known.getBytes(2)).equals(lineHash)) {
            damaged(line, "is another anchor " + number + " than the one the database knows");
        }
    }

    @Override
    public void tip(Anchors.Named tip) throws SQLException {
        waiting.add(tip);
        if (waiting.size() >= PORTION) {
            flush();
        }
    }

    @Override
    public void damaged(long line, String what) {
        findings.accept(new Tampering(anchors.file().getFileName() + ", line " + line, what));
    }

    private void stepKnown(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            known = null;
        }
    }

    private void requireWholeFile(Anchors.Summary summary) {
        if (mustBeWhole && knownUpTo > summary.last()) {
            findings.accept(
                    new Tampering(
                            anchors.file().getFileName() + ", after line " + summary.lines(),
                            "cut short: the last anchor in the file is %d, the database knows %d"
                                    .formatted(summary.last(), knownUpTo)));
        }
    }

    private void flush() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(HASHES)) {
            statement.setArray(1, array("text", waiting.stream().map(Anchors.Named::account)));
            statement.setArray(2, array("int8", waiting.stream().map(Anchors.Named::sequence)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    compare(waiting.get(rows.getInt(1) - 1), rows.getBytes(2));
                }
            }
        }
        waiting.clear();
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private void compare(Anchors.Named tip, byte @Nullable [] stored) {
        if (stored != null && HexFormat.of().formatHex(stored).equals(tip.hash())) {
            lastFitting.put(tip.account(), tip);
        } else if (reported.add(tip.account())) {
            report(tip, stored == null);
        }
    }

    private void report(Anchors.Named tip, boolean missing) {
        String anchor = "anchor " + tip.anchor() + " (line " + tip.line() + ")";
        if (missing) {
            findings.accept(
                    Tampering.ofEvents(
                            tip.account(),
                            tip.sequence(),
                            tip.sequence(),
                            "missing: " + anchor + " names it"));
            return;
        }
        Anchors.Named good = lastFitting.get(tip.account());
        long first = good == null ? 1 : Math.min(good.sequence() + 1, tip.sequence());
        String until = good == null ? "" : "; anchor " + good.anchor() + " still fits";
        findings.accept(
                Tampering.ofEvents(
                        tip.account(),
                        first,
                        tip.sequence(),
                        "rewritten together with their hashes: "
                                + anchor
                                + " names another hash of event "
                                + tip.sequence()
                                + until));
    }
}
