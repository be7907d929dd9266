package dev.keel.server.venues;

import dev.keel.core.account.AccountId;
import dev.keel.server.vault.Vault;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import java.util.List;
import java.util.Optional;

/**
 * Adds, looks over and removes accounts at venues. Calls block while a venue is asked; for any
 * number of threads.
 */
public final class AccountDesk {
    private final Connectors connectors;
    private final Vault vault;
    private final AccountBook book;
    private final PreflightBook preflights;

    public AccountDesk(
            Connectors connectors, Vault vault, AccountBook book, PreflightBook preflights) {
        this.connectors = connectors;
        this.vault = vault;
        this.book = book;
        this.preflights = preflights;
    }

    public Connectors connectors() {
        return connectors;
    }

    public AccountBook book() {
        return book;
    }

    public List<String> vaultProblems() {
        return vault.problems();
    }

    /** What was found when an account was looked over last. */
    public Optional<StoredPreflight> lastPreflight(AccountId account) {
        return preflights.latest(account);
    }

    /**
     * Looks an account over with real calls, and keeps it if nothing speaks against it.
     *
     * @return what was found; nothing was kept unless it passed
     * @throws IllegalArgumentException if something of it is missing or wrong, naming it
     * @throws dev.keel.venues.connector.ConnectorException if the venue cannot be asked
     */
    public StoredPreflight add(StoredAccount account, Credentials credentials) {
        if (book.find(account.id()).isPresent()) {
            throw new IllegalArgumentException(
                    "account " + account.id() + " exists already: remove it first");
        }
        Connector connector = connectors.require(account.place().venue().value());
        Admission.requireFit(connector.info(), account.place(), credentials);
        StoredPreflight found;
        try (AccountConnection connection = open(connector, account.place(), credentials)) {
            found = look(account, connector, connection);
        }
        if (found.passed()) {
            // In this order: an account whose keys are missing would be one that cannot be opened.
            vault.put(account.id().value(), credentials);
            book.add(account);
            preflights.put(account.id(), found);
        }
        return found;
    }

    /**
     * Keeps an account that no venue was asked about: it is looked over before it trades.
     *
     * @throws IllegalArgumentException if something of it is missing or wrong, naming it
     */
    public void addUnseen(StoredAccount account, Credentials credentials) {
        if (book.find(account.id()).isPresent()) {
            throw new IllegalArgumentException("account " + account.id() + " exists already");
        }
        Connector connector = connectors.require(account.place().venue().value());
        Admission.requireFit(connector.info(), account.place(), credentials);
        vault.put(account.id().value(), credentials);
        book.add(account);
    }

    /**
     * Tries a connection out, and keeps nothing.
     *
     * @throws IllegalArgumentException if something is missing or wrong, naming it
     * @throws dev.keel.venues.connector.ConnectorException if the venue cannot be asked
     */
    public Preflight test(VenueAccount place, Credentials credentials) {
        Connector connector = connectors.require(place.venue().value());
        Admission.requireFit(connector.info(), place, credentials);
        try (AccountConnection connection = open(connector, place, credentials)) {
            return connection.preflight();
        }
    }

    /** Looks an account over again, and keeps what was found. */
    public StoredPreflight check(AccountId id) {
        StoredAccount account = book.require(id);
        try (AccountConnection connection = open(account)) {
            return look(account, connection);
        }
    }

    /**
     * Opens an account's connection with its keys out of the vault.
     *
     * @throws dev.keel.server.vault.VaultException if the vault cannot be opened, or has no keys
     * @throws dev.keel.venues.connector.ConnectorException if the venue cannot be asked
     */
    public AccountConnection open(StoredAccount account) {
        Connector connector = connectors.require(account.place().venue().value());
        try (Credentials credentials =
                vault.get(account.id().value())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the vault has no keys of account "
                                                + account.id()
                                                + ": remove it and add it again"))) {
            return open(connector, account.place(), credentials);
        }
    }

    private static AccountConnection open(
            Connector connector, VenueAccount place, Credentials credentials) {
        try {
            return connector.open(place, credentials);
        } catch (ConnectorException e) {
            // Without the cause, whose words nobody has looked at.
            throw new ConnectorException(
                    e.category(),
                    Masking.mask(String.valueOf(e.getMessage()), connector.info(), credentials));
        }
    }

    /** Looks an open account over, and keeps what was found. */
    public StoredPreflight look(StoredAccount account, AccountConnection connection) {
        Connector connector = connectors.require(account.place().venue().value());
        StoredPreflight found = look(account, connector, connection);
        preflights.put(account.id(), found);
        return found;
    }

    /** Takes an account and its keys out; its books in the ledger stay. False if there is none. */
    public boolean remove(AccountId id) {
        boolean known = book.remove(id);
        vault.remove(id.value());
        preflights.remove(id);
        return known;
    }

    /** Seals all keys anew under a new master key. */
    public void rotateKey() {
        vault.rotate();
    }

    private static StoredPreflight look(
            StoredAccount account, Connector connector, AccountConnection connection) {
        Preflight preflight = connection.preflight();
        return new StoredPreflight(
                preflight,
                connector.info().version(),
                Admission.refusal(preflight, account.withdrawal()).orElse(""));
    }
}
