package dev.keel.ledger.chain;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Anchors the chains of a database in a file outside of it. For any number of threads.
 *
 * <p>An anchor is durable in the file first, then its hash goes into the table {@code anchor}: a
 * file that was cut short lacks what the table knows. The first anchors after a start name every
 * account, later ones those that have changed.
 */
public final class AnchorWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorWriter.class);

    /** Accounts in a line; more take further anchors. */
    private static final int TIPS_IN_A_LINE = 1_000;

    private final LedgerDatabase database;
    private final AnchorKey key;
    private final AnchorFile file;
    private final InstantSource clock;
    private final AnchorSettings settings;
    private final Map<String, Long> anchored = new HashMap<>();
    private Instant last;
    private long number;
    private String previous;

    private AnchorWriter(
            LedgerDatabase database,
            AnchorKey key,
            AnchorFile file,
            InstantSource clock,
            AnchorSettings settings)
            throws IOException, SQLException {
        this.database = database;
        this.key = key;
        this.file = file;
        this.clock = clock;
        this.settings = settings;
        this.last = clock.instant();
        AnchorFile.Tail tail = file.tail(key.shown());
        Known known = known();
        if (tail.whole() < tail.size() && known.number() <= tail.number()) {
            file.cut(tail.whole());
        }
        boolean fileIsShort = known.number() > tail.number();
        if (fileIsShort) {
            LOG.error(
                    "the anchors file in {} ends at anchor {}, the database knows {}: see keel"
                            + " ledger verify",
                    AnchorFile.NAME,
                    tail.number(),
                    known.number());
        }
        this.number = fileIsShort ? known.number() : tail.number();
        this.previous = fileIsShort ? known.hash() : tail.hash();
    }

    private record Known(long number, String hash) {}

    /**
     * Goes on with the anchors in a folder; the first time it makes the folder and the key.
     *
     * @throws LedgerException if the folder cannot be used, if its key is gone, or if another
     *     process writes there
     */
    public static AnchorWriter open(
            LedgerDatabase database, Path folder, InstantSource clock, AnchorSettings settings) {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            AnchorFile file = AnchorFile.open(folder);
            boolean opened = false;
            try {
                AnchorKey key = AnchorKey.in(folder, !file.isEmpty());
                AnchorWriter writer = new AnchorWriter(database, key, file, clock, settings);
                opened = true;
                return writer;
            } finally {
                if (!opened) {
                    file.close();
                }
            }
        } catch (IOException | SQLException e) {
            throw new LedgerException(
                    "anchors cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Anchors what has changed if it is time to. To be called every second or so; blocks.
     *
     * @throws LedgerException if it cannot; it is tried again by the next call
     */
    public synchronized void writeIfDue() {
        try {
            boolean late = !clock.instant().isBefore(last.plus(settings.interval()));
            if (late || eventsSince() >= settings.events()) {
                write();
            }
        } catch (IOException | SQLException e) {
            throw cannot(e);
        }
    }

    /**
     * Anchors what has changed, whenever that is; blocks.
     *
     * @throws LedgerException if it cannot
     */
    public synchronized void writeNow() {
        try {
            write();
        } catch (IOException | SQLException e) {
            throw cannot(e);
        }
    }

    /** Anchors what has changed, and lets go of the file; the database stays the caller's. */
    @Override
    public synchronized void close() {
        try (file) {
            write();
        } catch (IOException | SQLException e) {
            throw cannot(e);
        }
    }

    private void write() throws IOException, SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.borrow()) {
            List<Anchor.Tip> changed = changed(connection);
            for (int from = 0; from < changed.size(); from += TIPS_IN_A_LINE) {
                int to = Math.min(changed.size(), from + TIPS_IN_A_LINE);
                write(connection, now, changed.subList(from, to));
            }
        }
        last = now;
    }

    private void write(Connection connection, Instant now, List<Anchor.Tip> tips)
            throws IOException, SQLException {
        String line = new Anchor(number + 1, now, key.shown().id(), previous, tips).line(key);
        file.add(line);
        number++;
        previous = Anchor.hashOf(line);
        tips.forEach(tip -> anchored.put(tip.account(), tip.sequence()));
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO anchor (key_id, number, line_hash) VALUES (?, ?, ?)")) {
            statement.setString(1, key.shown().id());
            statement.setLong(2, number);
            statement.setBytes(3, HexFormat.of().parseHex(previous));
            statement.executeUpdate();
        }
    }

    private List<Anchor.Tip> changed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id, sequence, chain_hash FROM account ORDER BY id")) {
            List<Anchor.Tip> changed = new ArrayList<>();
            while (rows.next()) {
                String account = rows.getString(1);
                long sequence = rows.getLong(2);
                if (anchored.getOrDefault(account, 0L) != sequence) {
                    String hash = HexFormat.of().formatHex(rows.getBytes(3));
                    changed.add(new Anchor.Tip(account, sequence, hash));
                }
            }
            return changed;
        }
    }

    private long eventsSince() throws SQLException {
        try (Connection connection = database.borrow();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT coalesce(sum(sequence), 0) FROM account")) {
            row.next();
            return row.getLong(1) - anchored.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private Known known() throws SQLException {
        try (Connection connection = database.borrow();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT number, line_hash FROM anchor WHERE key_id = ?"
                                        + " ORDER BY number DESC LIMIT 1")) {
            statement.setString(1, key.shown().id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Known(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))
                        : new Known(0, Anchor.NOTHING_BEFORE);
            }
        }
    }

    private static LedgerException cannot(Exception cause) {
        return new LedgerException("anchors cannot be written: " + cause.getMessage(), cause);
    }
}
