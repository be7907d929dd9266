package dev.keel.venues.fix;

import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same account over REST. It has a key of its own, which should be one that may only read:
 * nothing is ordered with it.
 */
final class RestAccount {
    /** How an account's options for this way begin; the rest of the name is the option there. */
    static final String OPTION = "rest.";

    private static final Map<String, String> KEYS =
            Map.of("restApiKey", "apiKey", "restSecret", "secret");

    private RestAccount() {}

    /** What has to be known of an account, for the session and for this way. */
    static List<CredentialField> needs(FixDialect dialect) {
        List<CredentialField> needs = new ArrayList<>(dialect.logon().authentication().needs());
        if (dialect.recovers(RecoveryStep.REST_QUERY)) {
            needs.add(
                    new CredentialField(
                            "restApiKey",
                            "API key for REST, one that may only read",
                            Secrecy.PLAIN,
                            false));
            needs.add(new CredentialField("restSecret", "Secret for REST", Secrecy.SECRET, false));
        }
        return List.copyOf(needs);
    }

    /**
     * Opens it; blocks.
     *
     * @throws IllegalArgumentException naming the credential that is missing
     */
    static AccountConnection open(
            FixDialect dialect,
            VenueAccount account,
            Credentials credentials,
            FixConnector.Ports ports) {
        try (Credentials keys = keys(credentials)) {
            return ports.otherWay()
                    .open(
                            new VenueAccount(
                                    account.account(),
                                    VenueId.of(dialect.recovery().restVenue()),
                                    account.environment(),
                                    account.kind(),
                                    account.instruments(),
                                    new Options(account.options()).below(OPTION)),
                            keys);
        }
    }

    private static Credentials keys(Credentials credentials) {
        Credentials keys = Credentials.none();
        new TreeMap<>(KEYS)
                .forEach((ours, theirs) ->
                        keys.with(
                                theirs,
                                credentials
                                        .get(ours)
                                        .filter(value -> value.length > 0)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "credentials must hold " + ours))));
        return keys;
    }
}
