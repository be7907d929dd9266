package dev.keel.venues.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.venue.Venue;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.fix.dialect.Authentication;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.quickfix.QuickFixTransport;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An account's FIX session. It logs on when the account's runner connects. */
final class FixConnection implements AccountConnection {
    private static final long LOGON_SECONDS = 15;

    private final SessionOptions options;
    private final FixConnector.Ports ports;
    private final Credentials credentials;
    private final @Nullable AccountConnection otherWay;
    private final MarketData marketData;
    private @Nullable FixVenue venue;

    /**
     * @param otherWay by which the venue is asked instead of over FIX; closed with this
     */
    FixConnection(
            SessionOptions options,
            Credentials credentials,
            FixConnector.Ports ports,
            @Nullable AccountConnection otherWay) {
        this.options = options;
        this.ports = ports;
        this.credentials = copy(credentials);
        this.otherWay = otherWay;
        this.marketData = options.marketData(ports);
    }

    private static Credentials copy(Credentials credentials) {
        Credentials copy = Credentials.none();
        for (String name : credentials.names()) {
            credentials.get(name).ifPresent(value -> copy.with(name, value));
        }
        return copy;
    }

    @Override
    public List<Instrument> instruments() {
        return options.instruments().all();
    }

    @Override
    public MarketData marketData() {
        return marketData;
    }

    @Override
    public VenueConnector venues() {
        return this::connect;
    }

    private synchronized Venue connect(AccountState account, Venue.Listener listener) {
        if (venue != null) {
            venue.close();
        }
        FixVenue connected =
                new FixVenue(
                        options.dialect(),
                        options.settings(),
                        options.instruments(),
                        new FixVenue.Ports(
                                ports.journals().open(account.id()),
                                ports.clock(),
                                ports.incidents(),
                                otherWay),
                        account,
                        listener,
                        this::session);
        venue = connected;
        return connected;
    }

    private FixTransport session(FixTransport.Listener listener) {
        return QuickFixTransport.open(
                options.session(),
                authenticator(),
                credentials,
                ports.stores(),
                listener,
                ports.clock(),
                ports.executor());
    }

    private LogonAuthenticator authenticator() {
        Authentication authentication = options.dialect().logon().authentication();
        return (logon, secrets) -> {
            List<FixMessage.Field> fields = new ArrayList<>(options.logonFields());
            fields.addAll(
                    authentication.prove(
                            new Authentication.Logon(
                                    logon.ids().sender(),
                                    logon.ids().target(),
                                    logon.sequence(),
                                    logon.sendingTime()),
                            secrets));
            return fields;
        };
    }

    @Override
    public synchronized Preflight preflight() {
        List<Finding> findings = new ArrayList<>();
        FixVenue connected = venue;
        if (connected == null) {
            findings.add(tryLogon());
        } else {
            boolean on = connected.isLoggedOn();
            findings.add(
                    new Finding(
                            "logon",
                            on ? Grade.PASSED : Grade.FAILED,
                            on ? "logged on" : "not logged on: " + latest(connected)));
            connected
                    .incidents()
                    .forEach(incident ->
                            findings.add(
                                    new Finding(
                                            "session",
                                            Grade.WARNING,
                                            incident.kind() + ": " + incident.words())));
        }
        if (otherWay != null) {
            findings.addAll(Elsewhere.findings(otherWay));
        }
        dialectFindings(findings);
        findings.add(prices());
        return new Preflight(ports.clock().instant(), findings, null, null, null, null);
    }

    private static String latest(FixVenue venue) {
        List<Incident> incidents = venue.incidents();
        return incidents.isEmpty() ? "no word from the venue" : incidents.getLast().words();
    }

    private void dialectFindings(List<Finding> findings) {
        FixDialect dialect = options.dialect();
        if (dialect.isManual()) {
            findings.add(
                    new Finding(
                            "recovery",
                            Grade.WARNING,
                            "manual reconciliation: the venue cannot tell all that happens while"
                                    + " nobody listens"));
        }
        dialect.unconfirmed()
                .forEach((field, why) ->
                        findings.add(
                                new Finding(
                                        "dialect",
                                        Grade.WARNING,
                                        field + " is unconfirmed: " + why)));
        findings.add(
                new Finding(
                        "permissions", Grade.WARNING, "FIX tells nothing of what a key may do"));
    }

    /** Without a price an account runs all the same: it may reduce and cancel. */
    private Finding prices() {
        InstrumentId first = instruments().getFirst().id();
        Optional<BigDecimal> price;
        try {
            price = marketData.ticker(first).price();
        } catch (ConnectorException | IllegalArgumentException e) {
            return withoutPrices(String.valueOf(e.getMessage()));
        }
        return price.isEmpty()
                ? withoutPrices("there is none of " + first)
                : new Finding(
                        "prices",
                        Grade.PASSED,
                        options.pricePlace().orElseThrow().venue()
                                + " tells "
                                + price.get()
                                + " for "
                                + first);
    }

    private static Finding withoutPrices(String why) {
        return new Finding(
                "prices", Grade.WARNING, "orders that open are refused without prices: " + why);
    }

    /** Logs on and out again. A report that comes meanwhile is not taken over: it comes again. */
    private Finding tryLogon() {
        CompletableFuture<Finding> found = new CompletableFuture<>();
        try (FixTransport session = session(new Look(found))) {
            session.start();
            return found.get(LOGON_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return new Finding("logon", Grade.FAILED, "no logon within " + LOGON_SECONDS + " s");
        } catch (ExecutionException | RuntimeException e) {
            return new Finding("logon", Grade.FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Finding("logon", Grade.FAILED, "interrupted");
        }
    }

    @Override
    public synchronized void close() {
        FixVenue open = venue;
        venue = null;
        if (open != null) {
            open.close();
        }
        if (otherWay != null) {
            otherWay.close();
        }
        marketData.close();
        credentials.close();
    }

    /** Sees whether a logon comes about. */
    private record Look(CompletableFuture<Finding> found) implements FixTransport.Listener {
        @Override
        public void onLogon() {
            found.complete(new Finding("logon", Grade.PASSED, "logged on"));
        }

        @Override
        public void onLogout(String why) {
            found.complete(new Finding("logon", Grade.FAILED, why));
        }

        @Override
        public void onUnreachable(String why) {
            found.complete(new Finding("logon", Grade.FAILED, why));
        }

        @Override
        public void onHalted(String why) {
            found.complete(new Finding("logon", Grade.FAILED, why));
        }

        @Override
        public void onMessage(FixMessage message) {
            throw new IllegalStateException("nothing is taken over while the account is looked at");
        }

        @Override
        public void onRefusedByUs(FixMessage message, String why) {}

        @Override
        public void onResendVetoed(FixMessage message) {}
    }
}
