package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.venues.connector.Environment;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.Endpoint;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Numbers;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against an engine that is not of our own family: the executor of QuickFIX in C++, as Debian
 * packages it in libquickfix-doc. It fills every limit order at its price.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExecutorIT {
    private static final Path PROGRAM =
            Path.of("/usr/share/doc/libquickfix-doc/examples/executor/C++/.libs/executor.gz");

    @TempDir static Path folder;

    private static Process executor;
    private static int port;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Files.exists(PROGRAM), "the package libquickfix-doc is not installed");
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"),
                "the package has a program for amd64 alone");
        Path program = folder.resolve("executor");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(PROGRAM));
                OutputStream out = Files.newOutputStream(program)) {
            in.transferTo(out);
        }
        assertThat(program.toFile().setExecutable(true)).isTrue();
        port = freePort();
        Path settings = folder.resolve("executor.cfg");
        Files.writeString(settings, settings());
        Path output = folder.resolve("executor.log");
        executor =
                new ProcessBuilder(program.toString(), settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assumeTrue(
                !executor.waitFor(200, TimeUnit.MILLISECONDS),
                () -> "the executor does not run here: " + read(output));
    }

    @AfterAll
    static void stop() {
        if (executor != null) {
            executor.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"FIX42, VENUE, 2", "FIX44, VENUE, F", "FIX50SP2, VENUE50, F"})
    void fillsOurOrder(FixVersion version, String venue, String execType) {
        Heard heard = new Heard();
        try (QuickFixTransport transport = open(version, venue, heard)) {
            Sending sending = transport.send(Rigs.order("42"));
            FixMessage fill = heard.message();

            assertThat(sending).isInstanceOf(Sending.Handed.class);
            assertThat(fill.type()).isEqualTo("8");
            assertThat(fill.get(11)).contains("42");
            assertThat(fill.get(150)).contains(execType);
            assertThat(fill.get(39)).contains("2");
            assertThat(fill.get(31)).contains("100.5");
        }
    }

    /** It has no words of its own for a market order: the session layer refuses it. */
    @ParameterizedTest
    @CsvSource({"FIX42, VENUE", "FIX44, VENUE", "FIX50SP2, VENUE50"})
    void refusesAMarketOrderInTheSessionLayer(FixVersion version, String venue) {
        Heard heard = new Heard();
        try (QuickFixTransport transport = open(version, venue, heard)) {
            FixMessage market =
                    FixMessage.of("D")
                            .with(11, "43")
                            .with(55, "TEST")
                            .with(54, "1")
                            .with(60, "20260102-10:00:00.000")
                            .with(38, "1")
                            .with(40, "1")
                            .with(21, "1");
            Sending.Handed sending = (Sending.Handed) transport.send(market);
            FixMessage reject = heard.message();

            assertThat(reject.type()).isEqualTo("3");
            assertThat(reject.get(45)).contains(Long.toString(sending.sequence()));
        }
    }

    /** So what became of an order cannot be asked of every venue. */
    @ParameterizedTest
    @CsvSource({"FIX42, VENUE", "FIX44, VENUE"})
    void knowsNoStatusRequest(FixVersion version, String venue) {
        Heard heard = new Heard();
        try (QuickFixTransport transport = open(version, venue, heard)) {
            transport.send(FixMessage.of("H").with(11, "42").with(55, "TEST").with(54, "1"));

            assertThat(heard.message().type()).isEqualTo("j");
        }
    }

    /** Its refusal has a field that does not belong there; our engine must not refuse it back. */
    @Test
    void aRefusalWithAStrayFieldReachesUs() {
        Heard heard = new Heard();
        try (QuickFixTransport transport = open(FixVersion.FIX50SP2, "VENUE", heard)) {
            transport.send(Rigs.order("44"));
            FixMessage refusal = heard.message();

            assertThat(refusal.type()).isEqualTo("j");
            assertThat(refusal.get(372)).contains("D");
            assertThat(heard.all()).noneMatch(event -> event.startsWith("refused"));
        }
    }

    /** Its reports are in its store, and it sends them again; other engines do not. */
    @Test
    void sendsItsReportsAgain() {
        Heard heard = new Heard();
        List<String> executions = new ArrayList<>();
        MessageStoreProvider stores = MessageStoreProvider.inMemory();
        Numbers before;
        try (QuickFixTransport transport = open(FixVersion.FIX44, "AGAIN", heard, stores)) {
            before = transport.numbers();
            for (int i = 0; i < 3; i++) {
                transport.send(Rigs.order("5" + i));
                executions.add(heard.message().get(17).orElseThrow());
            }
        }
        Heard again = new Heard();
        try (QuickFixTransport transport =
                open(
                        FixVersion.FIX44,
                        "AGAIN",
                        again,
                        _ -> new Rewound(before.sender() + 4, before.target()))) {
            List<String> repeated = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FixMessage report = again.message();
                assertThat(report.get(43)).contains("Y");
                repeated.add(report.get(17).orElseThrow());
            }
            assertThat(repeated).isEqualTo(executions);
            assertThat(transport.isLoggedOn()).isTrue();
        }
    }

    private static QuickFixTransport open(FixVersion version, String venue, Heard heard) {
        // The executor knows one session for all tests of a kind: its numbers begin anew for each.
        return open(version, venue, heard, MessageStoreProvider.inMemory());
    }

    private static QuickFixTransport open(
            FixVersion version, String venue, Heard heard, MessageStoreProvider stores) {
        boolean keeps = venue.equals("AGAIN");
        SessionProfile profile =
                SessionProfile.of(
                                version + "/" + venue,
                                version,
                                Environment.LOCAL,
                                CompIds.of(RawPeer.US, venue),
                                Endpoint.plain("127.0.0.1", port),
                                keeps ? Sequencing.KEPT : Sequencing.FRESH)
                        .with(Rigs.profile(version, port).timing());
        QuickFixTransport transport = Rigs.open(profile, stores, heard, InstantSource.system());
        transport.start();
        heard.await("logon");
        return transport;
    }

    private static String settings() {
        String head =
                """
                [DEFAULT]
                ConnectionType=acceptor
                SocketAcceptPort=%d
                SocketReuseAddress=Y
                StartTime=00:00:00
                EndTime=00:00:00
                FileStorePath=%s
                UseDataDictionary=N
                TargetCompID=KEEL
                """
                        .formatted(port, folder.resolve("store"));
        return head
                + session("FIX.4.2", "VENUE", "")
                + session("FIX.4.4", "VENUE", "")
                + session("FIX.4.4", "AGAIN", "")
                + session("FIXT.1.1", "VENUE", "FIX.5.0SP2")
                + session("FIXT.1.1", "VENUE50", "FIX.5.0");
    }

    private static String session(String beginString, String name, String application) {
        return "[SESSION]\nBeginString="
                + beginString
                + "\nSenderCompID="
                + name
                + "\n"
                + (application.isEmpty() ? "" : "DefaultApplVerID=" + application + "\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
