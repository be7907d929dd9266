package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.store.Databases;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Secrets are planted, used in every way there is, and looked for wherever something is written.
 */
class SecretsIT {
    private static final String MARK = "pLaNtEd-sEcReT";

    /** All that venues do: passwords, signatures in raw data, in a text, in fields of their own. */
    private static List<FixMessage.Field> everywhere(
            LogonAuthenticator.Logon logon, Credentials credentials) {
        String secret = new String(credentials.get("password").orElseThrow());
        assertThat(logon.sequence()).isPositive();
        return List.of(
                new FixMessage.Field(553, secret + "-user"),
                new FixMessage.Field(554, secret),
                new FixMessage.Field(95, "14"),
                new FixMessage.Field(96, secret),
                new FixMessage.Field(58, secret),
                new FixMessage.Field(925, secret),
                new FixMessage.Field(5025, secret),
                new FixMessage.Field(20123, secret));
    }

    @Test
    void aPlantedSecretIsFoundNowhere() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        String onTheWire;
        try {
            onTheWire = use();
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }

        assertThat(onTheWire).as("it was used").contains("554=" + MARK, "925=" + MARK);
        assertThat(text(logged)).as("the log").contains("35=A").doesNotContain(MARK);
        assertThat(tablesWithTheMark()).as("tables").isEmpty();
        Databases.execute("CHECKPOINT");
        assertThat(filesWithTheMark(Databases.folder())).as("files").isEmpty();
    }

    private static String use() {
        Heard heard = new Heard();
        char[] password = MARK.toCharArray();
        try (RawPeer peer = new RawPeer(FixVersion.FIX44);
                Credentials credentials = new Credentials().with("password", password)) {
            Arrays.fill(password, '\0');
            try (QuickFixTransport transport =
                    QuickFixTransport.open(
                            Rigs.profile(FixVersion.FIX44, peer.port()),
                            SecretsIT::everywhere,
                            credentials,
                            Databases.sessions(),
                            heard,
                            InstantSource.system(),
                            Rigs.EXECUTOR)) {
                transport.start();
                peer.logOn();
                heard.await("logon");
                FixMessage change =
                        FixMessage.of("BE")
                                .with(923, "1")
                                .with(924, "3")
                                .with(553, MARK)
                                .with(554, MARK)
                                .with(925, MARK);
                transport.send(change);
                peer.read();
                peer.send("2", "7=1|16=0");
                peer.read("4");
                heard.await("vetoed BE");
                heard.before(_ -> {
                    throw new IllegalStateException("not now");
                });
                peer.send("BF", "923=1|926=1|553=" + MARK + "|554=" + MARK);
                peer.settleAfterFailure();
                peer.drop();
            }
            return String.join("\n", peer.seen());
        }
    }

    private static String text(ListAppender<ILoggingEvent> logged) {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            // The codec of the engine writes what comes in, at a level that nobody has on.
            if (event.getLoggerName().startsWith("quickfix.mina.message")) {
                continue;
            }
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    private static List<String> tablesWithTheMark() {
        List<String> found = new ArrayList<>();
        for (String table :
                Databases.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            String rows =
                    "SELECT t::text FROM \"" + table + "\" t WHERE t::text LIKE '%" + MARK + "%'";
            if (!Databases.query(rows).isEmpty()) {
                found.add(table);
            }
        }
        assertThat(Databases.query("SELECT body FROM fix_message WHERE message_type = 'BE'"))
                .as("that it was stored, masked")
                .anyMatch(body -> body.contains("554=***"));
        return found;
    }

    private static List<Path> filesWithTheMark(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(SecretsIT::hasTheMark).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTheMark(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException e) {
            // A file of the server that it has just removed.
            return false;
        }
    }
}
