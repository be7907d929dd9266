package dev.keel.venues.metatrader;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** A way to MetaTrader 4 or 5. For any number of threads. */
public final class MetaTraderConnector implements Connector {
    public static final VenueId MT4 = VenueId.of("mt4");
    public static final VenueId MT5 = VenueId.of("mt5");

    /** The name of the one thing that is secret: what the Expert Advisor was told to sign with. */
    public static final String PAIRING_KEY = "pairingKey";

    private static final String VERSION = "2";

    private final VenueId venue;
    private final InstantSource clock;
    private final ThreadFactory threads;

    /**
     * @param venue {@link #MT4} or {@link #MT5}
     * @param threads for one thread for each account that is open
     */
    public MetaTraderConnector(VenueId venue, InstantSource clock, ThreadFactory threads) {
        if (!venue.equals(MT4) && !venue.equals(MT5)) {
            throw new IllegalArgumentException("venue must be mt4 or mt5, was " + venue);
        }
        this.venue = venue;
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                venue,
                Technology.METATRADER,
                venue.equals(MT4) ? "MetaTrader 4" : "MetaTrader 5",
                VERSION,
                Map.of(InstrumentKind.LINEAR, capabilities()),
                List.of(
                        new ConnectorInfo.CredentialField(
                                PAIRING_KEY, "Pairing key", ConnectorInfo.Secrecy.SECRET, false)),
                true);
    }

    private Set<Capability> capabilities() {
        EnumSet<Capability> can =
                EnumSet.of(
                        Capability.MARKET_ORDER,
                        Capability.LIMIT_ORDER,
                        Capability.STOP_ORDER,
                        Capability.REDUCE_ONLY,
                        Capability.GOOD_TILL_DATE,
                        Capability.FIND_BY_CLIENT_ID,
                        Capability.CANCEL_BY_CLIENT_ID,
                        Capability.REFUSES_DUPLICATES,
                        Capability.REQUEST_EXPIRY,
                        Capability.OPEN_ORDERS,
                        Capability.ENDED_ORDERS,
                        Capability.TRADE_HISTORY,
                        Capability.MOVEMENTS,
                        Capability.BALANCES,
                        Capability.POSITIONS,
                        Capability.ORDER_STREAM,
                        Capability.TRADE_STREAM,
                        Capability.QUOTES,
                        Capability.BARS,
                        Capability.QUOTE_STREAM,
                        Capability.BAR_STREAM,
                        Capability.HEDGING,
                        Capability.CANCEL_ALL_ON_SILENCE,
                        Capability.TEST_NETWORK);
        if (venue.equals(MT5)) {
            can.add(Capability.STOP_LIMIT_ORDER);
        }
        return can;
    }

    @Override
    public AccountConnection open(VenueAccount account, Credentials credentials) {
        if (!account.venue().equals(venue)) {
            throw new IllegalArgumentException(
                    "account must be of " + venue + ", was of " + account.venue());
        }
        if (account.kind() != InstrumentKind.LINEAR) {
            throw new IllegalArgumentException(
                    "kind must be LINEAR at MetaTrader, was " + account.kind());
        }
        Settings settings = Settings.of(account);
        PairingKey key =
                PairingKey.parse(
                        credentials
                                .get(PAIRING_KEY)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                PAIRING_KEY + " must be given, was missing")));
        Mailbox mailbox;
        try {
            mailbox = Mailbox.open(settings.mailbox(), key);
        } catch (IOException e) {
            key.close();
            throw new ConnectorException(
                    ConnectorException.Category.RETRYABLE,
                    "the mailbox cannot be opened: " + e.getMessage());
        }
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
        Desk desk = new Desk(settings, clock, mailbox, executor);
        desk.start();
        try {
            return MetaTraderConnection.open(desk, account);
        } catch (RuntimeException e) {
            desk.close();
            throw e;
        }
    }

    @Override
    public MarketData marketData(VenueAccount place) {
        throw new ConnectorException(
                ConnectorException.Category.REFUSED,
                "MetaTrader tells quotes to a terminal with an account: open the account");
    }
}
