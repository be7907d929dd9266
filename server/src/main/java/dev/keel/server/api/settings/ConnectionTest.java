package dev.keel.server.api.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.venue.Keys;
import dev.keel.server.api.venue.Patient;
import dev.keel.server.vault.VaultException;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.Admission;
import dev.keel.server.venues.Masking;
import dev.keel.server.venues.StoredAccount;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries a connection out with real calls. */
final class ConnectionTest {
    private ConnectionTest() {}

    /** One thing that was looked at. */
    record Check(
            String check,
            @Schema(description = "passed, warning or failed") String grade,
            String message) {}

    /**
     * What came of it.
     *
     * @param checks empty if it could not be connected at all
     * @param permissions null where the venue does not say
     */
    record Answer(
            boolean connected,
            String message,
            String exchange,
            List<Check> checks,
            @Nullable List<String> permissions,
            @Schema(description = "The venue's time less ours") @JsonProperty("clock_offset_ms")
                    @Nullable Long clockOffsetMillis) {}

    static Answer of(ConnectionRequest request, AccountDesk desk) {
        ConnectorInfo info = connector(request, desk);
        try (Keys keys = keys(request, info)) {
            VenueAccount place =
                    new VenueAccount(
                            AccountId.of("connection-test"),
                            info.venue(),
                            environment(request, info),
                            SettingsController.kind(request.mode()),
                            Set.of(),
                            keys.options());
            return test(place, info, keys, desk);
        }
    }

    private static Answer test(
            VenueAccount place, ConnectorInfo info, Keys keys, AccountDesk desk) {
        try {
            Preflight found = Patient.ask(() -> desk.test(place, keys.credentials()));
            return answer(found, info, keys);
        } catch (ConnectorException
                | Patient.TooLate
                | VaultException
                | IllegalArgumentException e) {
            return new Answer(
                    false,
                    Masking.mask(String.valueOf(e.getMessage()), info, keys.credentials()),
                    VenueRows.clientName(info.venue().value()),
                    List.of(),
                    null,
                    null);
        }
    }

    private static Answer answer(Preflight found, ConnectorInfo info, Keys keys) {
        Optional<String> refusal = Admission.refusal(found, StoredAccount.Withdrawal.REFUSED);
        Duration offset = found.clockOffset();
        return new Answer(
                refusal.isEmpty(),
                Masking.mask(
                        refusal.orElse("Connected to " + info.name() + "; it may trade"),
                        info,
                        keys.credentials()),
                VenueRows.clientName(info.venue().value()),
                found.findings().stream()
                        .map(finding ->
                                new Check(
                                        finding.check(),
                                        finding.grade().name().toLowerCase(Locale.ROOT),
                                        Masking.mask(finding.words(), info, keys.credentials())))
                        .toList(),
                found.permissions(),
                offset == null ? null : offset.toMillis());
    }

    private static ConnectorInfo connector(ConnectionRequest request, AccountDesk desk) {
        String field;
        String venue;
        switch (Objects.requireNonNullElse(request.brokerType(), "crypto_exchange")) {
            case "crypto_exchange" -> {
                field = "exchange";
                venue = Objects.requireNonNullElse(request.exchange(), "binance");
            }
            case "metatrader" -> {
                field = "mtType";
                venue = Objects.requireNonNullElse(request.mtType(), "mt5");
            }
            case "fix" -> {
                field = "exchange";
                venue = Objects.requireNonNullElse(request.exchange(), "fix-generic-44");
            }
            default ->
                    throw RefusedException.field(
                            "brokerType", "must be crypto_exchange, metatrader or fix");
        }
        try {
            return desk.connectors().require(venue.toLowerCase(Locale.ROOT)).info();
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(field, String.valueOf(e.getMessage()));
        }
    }

    private static Keys keys(ConnectionRequest request, ConnectorInfo info) {
        Integer port = request.fixPort();
        return new Keys(info)
                .secret(request.apiKey(), "apiKey")
                .secret(request.apiSecret(), "secret", "apiSecret")
                .secret(request.passphrase(), "passphrase", "password")
                .plain(request.mtLogin(), "login")
                .secret(request.mtPassword(), "password")
                .plain(request.mtServer(), "server")
                .plain(request.fixHost(), "host")
                .plain(port == null ? null : port.toString(), "port")
                .plain(request.fixSenderCompId(), "senderCompId")
                .plain(request.fixTargetCompId(), "targetCompId")
                .plain(request.fixUsername(), "username")
                .secret(request.fixPassword(), "password")
                .options(request.options());
    }

    /** A venue without a test network for this kind of market has but the real one. */
    private static Environment environment(ConnectionRequest request, ConnectorInfo info) {
        if (request.options() != null && request.options().containsKey("simulator")) {
            return Environment.LOCAL;
        }
        InstrumentKind kind = SettingsController.kind(request.mode());
        boolean offered = info.can(kind, dev.keel.venues.connector.Capability.TEST_NETWORK);
        boolean test = Objects.requireNonNullElse(request.testnet(), offered);
        return test ? Environment.TEST : Environment.LIVE;
    }
}
