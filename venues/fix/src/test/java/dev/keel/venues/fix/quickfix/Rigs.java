package dev.keel.venues.fix.quickfix;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.fix.store.MessageStoreProvider;
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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sessions of tests, which wait less than real ones. */
final class Rigs {
    static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    private Rigs() {}

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
            SessionProfile profile, MessageStoreProvider stores, Heard heard) {
        return open(profile, stores, heard, InstantSource.system());
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
}
