package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.ExecutionMode;
import dev.keel.core.execution.ReconciliationResult;
import dev.keel.core.strategy.SmaCross;
import dev.keel.server.RunningKeel;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredAccount.Running;
import dev.keel.server.venues.StoredAccount.Withdrawal;
import dev.keel.server.venues.VenueOffice;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.VenueAccount;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform with one account, at the venue of one connector. */
final class OneAccount {
    private final Path data;
    private final Connector connector;
    private final VenueAccount place;
    private final String database = TestDatabases.create();

    /**
     * @param data an empty folder
     */
    OneAccount(Path data, Connector connector, VenueAccount place) {
        this.data = data;
        this.connector = connector;
        this.place = place;
    }

    private ConnectorSource connectors() {
        return _ -> new Connectors(List.of(connector), List.of());
    }

    /** Adds the account as a person does: it is looked over first. */
    void add(Map<String, String> keys) {
        try (VenueOffice office = new VenueOffice(data, connectors());
                Credentials credentials = Credentials.none()) {
            keys.forEach((name, value) -> credentials.with(name, value.toCharArray()));
            StoredAccount account =
                    new StoredAccount(
                            place,
                            place.account().value(),
                            ExecutionMode.MANUAL,
                            1,
                            Running.ENABLED,
                            Withdrawal.REFUSED,
                            Instant.now());
            assertThat(office.accounts().add(account, credentials).refusal()).isEmpty();
        }
    }

    RunningKeel start() {
        PlatformSettings usual =
                RunningKeel.settings(database, FeedSettings.None.INSTANCE, SmaCross.DEFINITION);
        return RunningKeel.start(
                new PlatformSettings(
                        data,
                        Optional.of(database),
                        usual.capital(),
                        usual.feed(),
                        usual.listing(),
                        usual.strategy(),
                        usual.reconcileEvery()),
                new VenueSettings(
                        connectors(), (_, _, _) -> Optional.empty(), Optional.empty(), Set.of()));
    }

    /** Waits until its ledger was held against the venue. */
    AccountHost reconciled(RunningKeel keel) {
        await(
                place.account() + " is reconciled",
                () ->
                        keel.platform()
                                .venueAccounts()
                                .find(place.account())
                                .flatMap(AccountHost::lastReconciliation)
                                .filter(ReconciliationResult::whole)
                                .isPresent());
        return keel.platform().venueAccounts().find(place.account()).orElseThrow();
    }

    /** A purchase at the market, with a key of its own. */
    String purchase(String quantity, String more) {
        return "{\"account\": \""
                + place.account()
                + "\", \"symbol\": \""
                + place.instruments().iterator().next()
                + "\", \"action\": \"BUY\", \"trade_uuid\": \"by-hand\", \"quantity\": "
                + quantity
                + more
                + "}";
    }
}
