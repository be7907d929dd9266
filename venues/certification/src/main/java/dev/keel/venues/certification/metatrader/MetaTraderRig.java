package dev.keel.venues.certification.metatrader;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.order.OrderId;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.metatrader.install.TerminalInstaller;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.terminal.TerminalKind;
import dev.keel.venues.simulator.terminal.TerminalSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A connector and a simulated terminal with a mailbox in a folder of its own. */
public final class MetaTraderRig implements Rig {
    private static final InstrumentId MARKET = InstrumentId.of("KEEL");
    private static final long LOGIN = 5_551_234;
    private static final String SERVER = "Simulated-Demo";

    private final Path folder;
    private final char[] key = TerminalInstaller.newPairingKey(new SecureRandom());
    private final AccountProfile profile =
            new AccountProfile(new AccountId("certified"), Asset.of("USD"), 2_345_678);
    private final MetaTraderConnector connector;
    private final InstantSource clock = InstantSource.system();
    private final TerminalKind kind;
    private final TerminalSimulator terminal;
    private AccountConnection connection;

    /** Starts a terminal of this kind, and connects. */
    public MetaTraderRig(TerminalKind kind) {
        try {
            this.folder = Files.createTempDirectory("keel-mailbox");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.kind = kind;
        this.terminal =
                new TerminalSimulator(
                        new TerminalSimulator.Setup(
                                kind, folder, LOGIN, SERVER, "USD", Duration.ZERO),
                        HexFormat.of().parseHex(CharBuffer.wrap(key)),
                        clock);
        this.connector =
                new MetaTraderConnector(
                        VenueId.of(kind.isPool() ? "mt4" : "mt5"),
                        clock,
                        Thread.ofPlatform().daemon().name("mailbox-", 0).factory());
        this.connection = open();
    }

    private AccountConnection open() {
        return open(key);
    }

    private AccountConnection open(char[] pairingKey) {
        try (Credentials credentials =
                Credentials.none().with(MetaTraderConnector.PAIRING_KEY, pairingKey)) {
            return connector.open(
                    new VenueAccount(
                            profile.id(),
                            connector.info().venue(),
                            Environment.LOCAL,
                            InstrumentKind.LINEAR,
                            Set.of(MARKET),
                            Map.of(
                                    "mailbox",
                                    folder.toString(),
                                    "login",
                                    Long.toString(LOGIN),
                                    "server",
                                    SERVER,
                                    "windowMillis",
                                    "4000",
                                    "patienceMillis",
                                    "2500",
                                    "apartMillis",
                                    "200")),
                    credentials);
        }
    }

    @Override
    public ConnectorInfo info() {
        return connector.info();
    }

    @Override
    public Instrument instrument() {
        return connection.instruments().getFirst();
    }

    @Override
    public AccountProfile profile() {
        return profile;
    }

    @Override
    public BrokerSide broker() {
        return terminal;
    }

    @Override
    public AccountConnection connection() {
        return connection;
    }

    @Override
    public AccountConnection reconnect() {
        connection.close();
        connection = open();
        return connection;
    }

    @Override
    public boolean takesMarketableLimits() {
        return false;
    }

    @Override
    public boolean tellsOpeningBalance() {
        return true;
    }

    @Override
    public boolean protectsWholePositionsOnly() {
        return kind != TerminalKind.NETTING;
    }

    /** A pairing key has no permissions: it opens the mailbox, or does not. */
    @Override
    public Optional<Preflight> preflightWith(Flaw flaw) {
        return switch (flaw) {
            case WRONG_KEYS -> Optional.of(withAnotherKey());
            case MAY_WITHDRAW -> Optional.empty();
            case CLOCK_AHEAD -> {
                terminal.setComputerAhead(Duration.ofHours(1));
                yield Optional.of(reconnect().preflight());
            }
        };
    }

    private Preflight withAnotherKey() {
        connection.close();
        char[] wrong = TerminalInstaller.newPairingKey(new SecureRandom());
        try (AccountConnection other = open(wrong)) {
            return other.preflight();
        } catch (ConnectorException e) {
            String words = String.valueOf(e.getMessage());
            return new Preflight(
                    clock.instant(),
                    List.of(new Preflight.Finding("keys", Preflight.Grade.FAILED, words)),
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** What both sides sign with; it must never be in the mailbox. */
    @Override
    public Set<String> secrets() {
        return Set.of(new String(key));
    }

    @Override
    public String clientIdOf(OrderId order) {
        return order.toString();
    }

    @Override
    public void close() {
        connection.close();
        terminal.close();
        Arrays.fill(key, '\0');
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the rig's folder could not be removed", e);
        }
    }
}
