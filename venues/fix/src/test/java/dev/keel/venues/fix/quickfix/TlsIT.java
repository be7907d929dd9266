package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.connector.Environment;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.Endpoint;
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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who is spoken to, and who is not. */
@Execution(ExecutionMode.CONCURRENT)
class TlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        makeCertificate("venue", "dns:localhost");
        makeCertificate("elsewhere", "dns:venue.example");
        makeCertificate("stranger", "dns:localhost");
    }

    @Test
    void logsOnToTheHostThatATrustedAuthorityVouchesFor() throws Exception {
        try (RawPeer peer = peer("venue");
                QuickFixTransport transport = open(peer, "venue")) {
            transport.start();

            assertThat(peer.logOn().type()).isEqualTo("A");
            peer.drop();
        }
    }

    @Test
    void tellsNothingToAHostThatNobodyVouchesFor() throws Exception {
        refuses("stranger", "venue");
    }

    @Test
    void tellsNothingToAHostOfAnotherName() throws Exception {
        refuses("elsewhere", "elsewhere");
    }

    @Test
    void tellsNothingToAHostThatDoesNotEncrypt() {
        try (RawPeer peer = new RawPeer(FixVersion.FIX44);
                QuickFixTransport transport = open(peer, "venue")) {
            transport.start();
            peer.acceptConnection();
            peer.send("A", "98=0|108=20");

            assertThat(peer.allUntilTheEnd()).isNotEmpty().doesNotContain("35=A", "FIX");
        }
    }

    @Test
    void refusesATrustStoreThatIsNotThere() {
        try (RawPeer peer = new RawPeer(FixVersion.FIX44)) {
            assertThatThrownBy(() -> open(peer, "missing"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("endpoint.trust");
        }
    }

    @Test
    void theAuthoritiesOfThisMachineCanBeRead() {
        Endpoint.TrustStore trust = Endpoint.TrustStore.ofThisMachine();

        assertThat(TlsFilter.to(Endpoint.tls("venue.example", 443), trust)).isNotNull();
    }

    private static void refuses(String certificate, String trusted) throws Exception {
        Heard heard = new Heard();
        try (RawPeer peer = peer(certificate);
                QuickFixTransport transport = open(peer, trusted, heard)) {
            transport.start();

            assertThatThrownBy(peer::acceptOneMessage).isInstanceOf(RuntimeException.class);
            assertThat(heard.await("unreachable")).contains("SSL");
            assertThat(peer.seen()).isEmpty();
        }
    }

    private static QuickFixTransport open(RawPeer peer, String trusted) {
        return open(peer, trusted, new Heard());
    }

    private static QuickFixTransport open(RawPeer peer, String trusted, Heard heard) {
        Endpoint.TrustStore trust =
                new Endpoint.TrustStore(folder.resolve(trusted + ".trust"), "PKCS12", PASSWORD);
        SessionProfile profile =
                SessionProfile.of(
                        "tls/" + peer.port(),
                        FixVersion.FIX44,
                        Environment.LIVE,
                        CompIds.of(RawPeer.US, RawPeer.NAME),
                        Endpoint.tls("localhost", peer.port(), trust),
                        Sequencing.KEPT);
        return Rigs.open(profile, MessageStoreProvider.inMemory(), heard, InstantSource.system());
    }

    private static RawPeer peer(String certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = load(folder.resolve(certificate + ".keys"));
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        return new RawPeer(FixVersion.FIX44, server);
    }

    /** A certificate that vouches for itself, and a store that trusts it. */
    private static void makeCertificate(String name, String san) throws Exception {
        Path keys = folder.resolve(name + ".keys");
        keytool(
                List.of(
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + san,
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12"));
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(name, load(keys).getCertificate(name));
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".trust"))) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-storepass", PASSWORD));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
    }
}
