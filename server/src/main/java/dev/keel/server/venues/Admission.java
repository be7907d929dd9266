package dev.keel.server.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.connector.VenueAccount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether an account may be added, and whether it may trade. */
public final class Admission {
    /** The check that tells whether a key may withdraw. */
    public static final String WITHDRAWAL = "withdrawal";

    private static final Set<String> WITHDRAWAL_WORDS =
            Set.of("withdraw", "withdrawal", "withdrawals", "enablewithdrawals", "wallet-withdraw");

    private Admission() {}

    /**
     * Checks what was entered before anything is asked of the venue.
     *
     * @throws IllegalArgumentException naming the field that is missing, wrong or not known
     */
    public static void requireFit(ConnectorInfo info, VenueAccount place, Credentials credentials) {
        if (!info.capabilities().containsKey(place.kind())) {
            throw new IllegalArgumentException(
                    "kind must be one of "
                            + words(info.capabilities().keySet())
                            + " at "
                            + info.venue()
                            + ", was "
                            + word(place.kind()));
        }
        if (place.environment() == Environment.TEST
                && !info.can(place.kind(), Capability.TEST_NETWORK)) {
            throw new IllegalArgumentException(
                    "test must not be asked for: "
                            + info.venue()
                            + " has no test network for "
                            + word(place.kind()));
        }
        if (!info.reviewed()) {
            throw new IllegalArgumentException(
                    "venue "
                            + info.venue()
                            + " shows market data only: nobody has reviewed its"
                            + " tables for orders");
        }
        requireFields(info, credentials);
    }

    private static void requireFields(ConnectorInfo info, Credentials credentials) {
        List<String> known =
                info.credentials().stream().map(ConnectorInfo.CredentialField::name).toList();
        for (String name : credentials.names().stream().sorted().toList()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "credential '" + name + "' is not asked for, known are " + known);
            }
        }
        for (ConnectorInfo.CredentialField field : info.credentials()) {
            boolean given =
                    credentials.get(field.name()).filter(value -> value.length > 0).isPresent();
            if (!field.optional() && !given) {
                throw new IllegalArgumentException(
                        "credential '" + field.name() + "' (" + field.label() + ") is required");
            }
        }
    }

    /** Why what was found keeps an account from trading; empty if nothing does. */
    public static Optional<String> refusal(
            Preflight preflight, StoredAccount.Withdrawal withdrawal) {
        boolean allowed = withdrawal == StoredAccount.Withdrawal.ALLOWED;
        List<String> against =
                preflight.findings().stream()
                        .filter(finding -> finding.grade() == Grade.FAILED)
                        .filter(finding -> !(allowed && finding.check().equals(WITHDRAWAL)))
                        .map(finding -> finding.check() + ": " + finding.words())
                        .collect(Collectors.toList());
        boolean told = against.stream().anyMatch(words -> words.startsWith(WITHDRAWAL + ":"));
        if (!allowed && !told && mayWithdraw(preflight)) {
            against.add(WITHDRAWAL + ": the key may withdraw");
        }
        return against.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", against));
    }

    /** Whether the venue says that the key may withdraw. */
    public static boolean mayWithdraw(Preflight preflight) {
        List<String> permissions = preflight.permissions();
        boolean listed =
                permissions != null
                        && permissions.stream()
                                .map(permission -> permission.toLowerCase(Locale.ROOT))
                                .anyMatch(WITHDRAWAL_WORDS::contains);
        return listed
                || preflight.findings().stream()
                        .anyMatch(finding ->
                                finding.check().equals(WITHDRAWAL)
                                        && finding.grade() == Grade.FAILED);
    }

    private static String words(Set<InstrumentKind> kinds) {
        return kinds.stream().map(Admission::word).toList().toString();
    }

    private static String word(InstrumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
