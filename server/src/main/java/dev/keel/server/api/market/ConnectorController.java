package dev.keel.server.api.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.venue.Keys;
import dev.keel.server.api.venue.Patient;
import dev.keel.server.platform.Platform;
import dev.keel.server.venues.MarketSources;
import dev.keel.server.venues.MarketSources.Kind;
import dev.keel.server.venues.Masking;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects sources of market data; keys that are sent are kept in memory while connected. */
@RestController
@RequestMapping("/api/market/connector")
@Tag(name = "Market", description = "Prices, bars and books of what is connected")
class ConnectorController {
    private static final Map<String, String> GENERIC_DIALECTS =
            Map.of(
                    "FIX.4.2", "fix-generic-42",
                    "FIX.4.4", "fix-generic-44",
                    "FIXT.1.1", "fix-generic-50sp2");

    private final Platform platform;

    ConnectorController(Platform platform) {
        this.platform = platform;
    }

    @PostMapping("/exchange")
    @Operation(
            summary = "Connects an exchange",
            description =
                    "Without a key its public market; with one the key is tried by real calls.")
    ResponseEntity<Object> exchange(@RequestBody ConnectRequests.Exchange request) {
        String name = Objects.requireNonNullElse(request.exchange(), "binance");
        String mode = Objects.requireNonNullElse(request.mode(), "spot");
        ConnectorInfo info = connector(name, "exchange");
        InstrumentKind kind =
                switch (mode) {
                    case "spot" -> InstrumentKind.SPOT;
                    case "futures" -> InstrumentKind.LINEAR;
                    default -> throw RefusedException.field("mode", "must be spot or futures");
                };
        try (Keys keys =
                new Keys(info)
                        .secret(request.apiKey(), "apiKey")
                        .secret(request.apiSecret(), "secret", "apiSecret")
                        .secret(request.passphrase(), "passphrase", "password")
                        .options(request.options())) {
            // A public market of a test network shows no prices that anybody pays.
            boolean test =
                    !keys.credentials().isEmpty()
                            && Objects.requireNonNullElse(request.testnet(), true);
            return connect(
                    Kind.CRYPTO_EXCHANGE,
                    info,
                    kind,
                    keys,
                    test,
                    new ExchangeAnswer(true, true, "Connected to " + info.name(), name, mode));
        }
    }

    @PostMapping("/mt")
    @Operation(summary = "Connects a MetaTrader terminal")
    ResponseEntity<Object> terminal(@RequestBody ConnectRequests.Terminal request) {
        ConnectorInfo info =
                connector(Objects.requireNonNullElse(request.version(), "mt5"), "version");
        boolean demo = !"live".equals(Objects.requireNonNullElse(request.accountType(), "demo"));
        try (Keys keys =
                new Keys(info)
                        .plain(request.login(), "login")
                        .secret(request.password(), "password")
                        .plain(request.server(), "server")
                        .plain(request.broker(), "broker")
                        .options(request.options())) {
            return connect(
                    Kind.METATRADER,
                    info,
                    info.capabilities().keySet().stream().findFirst().orElse(InstrumentKind.LINEAR),
                    keys,
                    demo,
                    new TerminalAnswer(
                            true,
                            true,
                            "Connected to " + info.name(),
                            new AccountInfo(request.login(), null, null, null, null)));
        }
    }

    @PostMapping("/fix")
    @Operation(summary = "Connects a FIX session")
    ResponseEntity<Object> fix(@RequestBody ConnectRequests.FixSession request) {
        String version = Objects.requireNonNullElse(request.version(), "FIX.4.4");
        String generic = GENERIC_DIALECTS.get(version);
        if (generic == null) {
            throw RefusedException.field("version", "must be FIX.4.2, FIX.4.4 or FIXT.1.1");
        }
        ConnectorInfo info =
                connector(Objects.requireNonNullElse(request.venue(), generic), "venue");
        try (Keys keys =
                new Keys(info)
                        .plain(request.host(), "host")
                        .plain(text(request.port(), 443), "port")
                        .plain(request.senderCompId(), "senderCompId")
                        .plain(request.targetCompId(), "targetCompId")
                        .plain(request.username(), "username")
                        .secret(request.password(), "password")
                        .plain(text(request.heartbeatInterval(), 30), "heartbeatSeconds")
                        .options(request.options())) {
            return connect(
                    Kind.FIX,
                    info,
                    info.capabilities().keySet().stream().findFirst().orElse(InstrumentKind.SPOT),
                    keys,
                    false,
                    new Connected(true, true, "Connected to " + info.name()));
        }
    }

    private ResponseEntity<Object> connect(
            Kind source,
            ConnectorInfo info,
            InstrumentKind kind,
            Keys keys,
            boolean test,
            Object answer) {
        VenueAccount place =
                new VenueAccount(
                        AccountId.of("market-" + source.toString().replace('_', '-')),
                        info.venue(),
                        environment(info, kind, keys, test),
                        kind,
                        Set.of(),
                        keys.options());
        MarketSources sources = platform.marketSources();
        try {
            var _ = Patient.ask(() -> sources.connect(source, place, keys.credentials()));
            return ResponseEntity.ok(answer);
        } catch (IllegalArgumentException e) {
            return failed(HttpStatus.UNPROCESSABLE_CONTENT, e, info, keys);
        } catch (ConnectorException | Patient.TooLate e) {
            return failed(HttpStatus.BAD_GATEWAY, e, info, keys);
        }
    }

    private static Environment environment(
            ConnectorInfo info, InstrumentKind kind, Keys keys, boolean test) {
        if (keys.options().containsKey("simulator")) {
            return Environment.LOCAL;
        }
        return test && info.can(kind, Capability.TEST_NETWORK)
                ? Environment.TEST
                : Environment.LIVE;
    }

    private static ResponseEntity<Object> failed(
            HttpStatus status, RuntimeException failure, ConnectorInfo info, Keys keys) {
        return ResponseEntity.status(status)
                .body(
                        new NotConnected(
                                false,
                                false,
                                Masking.mask(
                                        String.valueOf(failure.getMessage()),
                                        info,
                                        keys.credentials())));
    }

    private ConnectorInfo connector(String venue, String field) {
        try {
            return platform.office().connectors().require(venue).info();
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(field, String.valueOf(e.getMessage()));
        }
    }

    private static String text(@Nullable Integer value, int fallback) {
        return Integer.toString(Objects.requireNonNullElse(value, fallback));
    }

    record ExchangeAnswer(
            boolean success, boolean connected, String message, String exchange, String mode) {}

    record Connected(boolean success, boolean connected, String message) {}

    record NotConnected(boolean success, boolean connected, String error) {}

    record TerminalAnswer(
            boolean success,
            boolean connected,
            String message,
            @JsonProperty("account_info") AccountInfo accountInfo) {}

    /** What is known of a terminal's account; null where the connection does not tell. */
    record AccountInfo(
            @Nullable String login,
            @Nullable BigDecimal balance,
            @Nullable BigDecimal equity,
            @Nullable Integer leverage,
            @Nullable String currency) {}
}
