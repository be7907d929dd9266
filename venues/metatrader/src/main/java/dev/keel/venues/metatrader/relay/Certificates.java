package dev.keel.venues.metatrader.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates of one relay: an authority of its own, and one certificate for each end. Made by
 * the {@code keytool} of the Java that runs; nobody else's authority is trusted.
 *
 * <p>Each end has a folder with {@code own.p12} (its key, its certificate and the authority's) and
 * {@code password}, readable by its owner only.
 */
public final class Certificates {
    private static final String STORE = "own.p12";
    private static final String PASSWORD = "password";
    private static final int DAYS = 3_650;

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** The certificates of an end. */
    public static Certificates in(Path folder) {
        return new Certificates(folder);
    }

    /**
     * Makes an authority and both ends' folders, {@code server} and {@code agent}; the authority's
     * key is not kept.
     *
     * @throws IOException if they cannot be made, or are there already
     */
    public static void make(Path folder) throws IOException {
        for (String end : List.of("server", "agent")) {
            if (Files.exists(folder.resolve(end))) {
                throw new IOException("certificates must not be there yet, were: " + end);
            }
        }
        Path work = Files.createDirectories(folder.resolve("making"));
        Path password = work.resolve(PASSWORD);
        writePrivately(password, random());
        try {
            authority(work);
            for (String end : List.of("server", "agent")) {
                end(work, end);
                Path own = Files.createDirectories(folder.resolve(end));
                Files.move(work.resolve(end + ".p12"), own.resolve(STORE));
                Files.copy(password, own.resolve(PASSWORD));
                restrict(own.resolve(STORE));
                restrict(own.resolve(PASSWORD));
            }
        } finally {
            remove(work);
        }
    }

    private static char[] random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).toCharArray();
    }

    private static void writePrivately(Path file, char[] text) throws IOException {
        Files.createFile(file);
        restrict(file);
        Files.writeString(file, CharBuffer.wrap(text), StandardCharsets.US_ASCII);
        Arrays.fill(text, '\0');
    }

    private static void restrict(Path file) throws IOException {
        boolean isDone =
                file.toFile().setReadable(false, false)
                        && file.toFile().setReadable(true, true)
                        && file.toFile().setWritable(false, false)
                        && file.toFile().setWritable(true, true);
        if (!isDone) {
            throw new IOException(file.getFileName() + " cannot be made private");
        }
    }

    private static void authority(Path work) throws IOException {
        keytool(
                work,
                "-genkeypair",
                "-alias",
                "authority",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Keel relay authority",
                "-ext",
                "bc:c=ca:true,pathlen:0",
                "-validity",
                Integer.toString(DAYS),
                "-keystore",
                "authority.p12");
        keytool(
                work,
                "-exportcert",
                "-rfc",
                "-alias",
                "authority",
                "-file",
                "authority.pem",
                "-keystore",
                "authority.p12");
    }

    private static void end(Path work, String end) throws IOException {
        String store = end + ".p12";
        keytool(
                work,
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=keel-" + end,
                "-validity",
                Integer.toString(DAYS),
                "-keystore",
                store);
        keytool(work, "-certreq", "-alias", "own", "-file", end + ".csr", "-keystore", store);
        keytool(
                work,
                "-gencert",
                "-alias",
                "authority",
                "-infile",
                end + ".csr",
                "-outfile",
                end + ".pem",
                "-rfc",
                "-validity",
                Integer.toString(DAYS),
                "-ext",
                "san=dns:keel-" + end,
                "-ext",
                "eku=" + (end.equals("server") ? "serverAuth" : "clientAuth"),
                "-keystore",
                "authority.p12");
        keytool(
                work,
                "-importcert",
                "-noprompt",
                "-alias",
                "authority",
                "-file",
                "authority.pem",
                "-keystore",
                store);
        keytool(
                work,
                "-importcert",
                "-noprompt",
                "-alias",
                "own",
                "-file",
                end + ".pem",
                "-keystore",
                store);
    }

    /** The password goes by its file: arguments of processes can be seen by others. */
    private static void keytool(Path work, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass:file", PASSWORD));
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed at " + arguments[0] + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making certificates", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /**
     * TLS 1.3 with this end's key; the other end must be of the same authority.
     *
     * @throws IOException if they are not there, or cannot be read
     */
    public SSLContext context() throws IOException {
        char[] password =
                Files.readString(folder.resolve(PASSWORD), StandardCharsets.US_ASCII)
                        .strip()
                        .toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(in, password);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", own.getCertificate("authority"));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the relay's certificates cannot be read", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
