package dev.keel.venues.fix.quickfix;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.Endpoint;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import dev.keel.venues.fix.transport.Patience;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import dev.keel.venues.fix.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A session with a counterparty whose every byte the test writes; it waits less than real ones. */
final class Rigs implements AutoCloseable {
    static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    final FixVersion version;
    final RawPeer peer;
    final Heard heard = new Heard();
    final SettableClock clock = new SettableClock();
    final SessionJournal journal;
    QuickFixTransport transport;

    /** Goes on from the real time when told to; fails when told to. */
    static final class SettableClock implements InstantSource {
        private volatile Duration ahead = Duration.ZERO;
        private volatile boolean broken;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        void breakDown() {
            broken = true;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("no time");
            }
            return Instant.now().plus(ahead);
        }
    }

    private Rigs(FixVersion version, SessionJournal journal, Sequencing sequencing) {
        this.version = version;
        this.journal = journal;
        this.peer = new RawPeer(version);
        this.transport =
                open(profile(version, peer.port(), sequencing), _ -> journal, heard, clock);
    }

    /** Not started. */
    static Rigs idle(FixVersion version, SessionJournal journal, Sequencing sequencing) {
        return new Rigs(version, journal, sequencing);
    }

    static Rigs loggedOn(FixVersion version) {
        return loggedOn(version, new MemorySessionJournal());
    }

    static Rigs loggedOn(FixVersion version, SessionJournal journal) {
        Rigs rig = idle(version, journal, Sequencing.KEPT);
        rig.start();
        return rig;
    }

    void start() {
        transport.start();
        peer.logOn();
        heard.await("logon");
    }

    /** Ends the session and opens it again on the same state; not started. */
    void reopen() {
        peer.drop();
        heard.await("logout");
        transport.close();
        transport =
                open(profile(version, peer.port(), Sequencing.KEPT), _ -> journal, heard, clock);
    }

    @Override
    public void close() {
        peer.close();
        transport.close();
    }

    static SessionProfile profile(FixVersion version, int port) {
        return profile(version, port, Sequencing.KEPT);
    }

    static SessionProfile profile(FixVersion version, int port, Sequencing sequencing) {
        return new SessionProfile(
                "test/" + port,
                version,
                Environment.LOCAL,
                CompIds.of(RawPeer.US, RawPeer.NAME),
                Endpoint.plain("127.0.0.1", port),
                sequencing,
                new Timing(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        List.of(Duration.ofSeconds(1))),
                new Patience(3, Duration.ZERO));
    }

    static QuickFixTransport open(
            SessionProfile profile, MessageStoreProvider stores, Heard heard, InstantSource clock) {
        return QuickFixTransport.open(
                profile,
                LogonAuthenticator.NONE,
                Credentials.none(),
                stores,
                heard,
                clock,
                EXECUTOR);
    }

    /** A limit order to buy one. */
    static FixMessage order(String id) {
        return FixMessage.of("D")
                .with(11, id)
                .with(55, "TEST")
                .with(54, "1")
                .with(60, "20260102-10:00:00.000")
                .with(38, "1")
                .with(40, "2")
                .with(44, "100.5")
                .with(21, "1");
    }

    /** A fill. */
    static String fill(String execution) {
        return "37=V1|17="
                + execution
                + "|11=42|150=F|39=2|55=TEST|54=1|32=1|31=100.5|151=0|14=1|6=100.5";
    }
}
