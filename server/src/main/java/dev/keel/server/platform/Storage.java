package dev.keel.server.platform;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.ledger.chain.AnchorSettings;
import dev.keel.ledger.chain.AnchorWriter;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.journal.JournalSettings;
import dev.keel.ledger.journal.PostgresJournal;
import dev.keel.server.database.ConnectionFile;
import dev.keel.server.database.DatabaseHost;
import dev.keel.server.orchestrator.PlayedBars;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is durable: the database, the ledger in it, the journal that writes it. */
final class Storage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private static final String ANCHORS = "anchors";

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final DatabaseHost host;
    private final LedgerDatabase ledger;
    private final AnchorWriter anchors;
    private final PostgresJournal journal;

    /** Opens everything; blocks. If something fails, nothing stays open. */
    Storage(PlatformSettings settings) {
        try {
            host = DatabaseHost.open(settings.dataDirectory(), settings.databaseUrl());
            closing.push(host::close);
            ledger = LedgerDatabase.open(host.address());
            closing.push(ledger::close);
            if (host.isEmbedded()) {
                ConnectionFile file = new ConnectionFile(settings.dataDirectory());
                file.write(host.address());
                closing.push(file::delete);
            }
            // Closed after the journal: the last anchor names the last events.
            anchors =
                    AnchorWriter.open(
                            ledger,
                            settings.dataDirectory().resolve(ANCHORS),
                            InstantSource.system(),
                            AnchorSettings.DEFAULT);
            closing.push(anchors::close);
            journal = PostgresJournal.start(ledger, JournalSettings.DEFAULT);
            closing.push(journal::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    DatabaseHost host() {
        return host;
    }

    LedgerDatabase ledger() {
        return ledger;
    }

    PostgresJournal journal() {
        return journal;
    }

    /** Anchors the ledger's chains outside of the database if it is time to; blocks. */
    void anchorIfDue() {
        anchors.writeIfDue();
    }

    PlayedBars.Store playedBars(InstrumentId instrument) {
        return new PlayedBarsStore(ledger, instrument);
    }

    /** How many signals became orders. */
    long executedSignals() {
        try (Connection connection = ledger.borrow();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT count(*) FROM signal WHERE status = 'executed'");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new LedgerException("cannot count signals: " + e.getMessage(), e);
        }
    }

    /** Closes everything, the last opened first, whatever fails on the way. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("while stopping: {}", e.getMessage());
            }
        }
    }
}
