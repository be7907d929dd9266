package dev.keel.server.api.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.venue.Keys;
import dev.keel.server.api.venue.Patient;
import dev.keel.server.platform.Platform;
import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.Masking;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredAccount.Running;
import dev.keel.server.venues.StoredAccount.Withdrawal;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/settings")
@Tag(name = "Settings", description = "Exchanges, brokers, and accounts there")
class SettingsController {
    private static final Set<String> MODES = Set.of("all", "spot", "futures");
    private static final int LONGEST_NAME = 40;

    private final Platform platform;

    SettingsController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/exchanges")
    @Operation(summary = "The exchanges that can be traded at")
    ExchangesAnswer exchanges(
            @Parameter(description = "all, spot or futures") @RequestParam(defaultValue = "all")
                    String mode) {
        if (!MODES.contains(mode)) {
            throw RefusedException.field(
                    "mode", "must be all, spot or futures, was '" + mode + "'");
        }
        List<VenueRows.Exchange> rows = VenueRows.exchanges(platform.office().connectors(), mode);
        return new ExchangesAnswer(true, rows, rows.size());
    }

    @GetMapping("/brokers")
    @Operation(summary = "The brokers behind FIX and MetaTrader")
    BrokersAnswer brokers() {
        List<VenueRows.Broker> rows = VenueRows.brokers(platform.office().connectors());
        return new BrokersAnswer(true, rows, rows.size());
    }

    @GetMapping("/accounts")
    @Operation(summary = "The accounts at venues; the paper account is not one of them")
    AccountsAnswer accounts() {
        List<AccountRows.Row> rows =
                desk().book().all().stream()
                        .map(account -> AccountRows.row(account, platform))
                        .toList();
        return new AccountsAnswer(true, rows, rows.size());
    }

    @PostMapping("/accounts")
    @Operation(
            summary = "Adds an account",
            description =
                    "Its keys are tried by real calls and sealed in the vault; a key that does not"
                            + " work, or may withdraw, is refused. People decide on its orders until"
                            + " somebody sets another mode.")
    CreatedAnswer add(@RequestBody AccountRequest request) {
        ConnectorInfo info = connector(request);
        StoredPreflight found;
        String id = id(request);
        try (Keys keys =
                new Keys(info)
                        .secret(request.apiKey(), "apiKey", "username", "login")
                        .secret(request.apiSecret(), "secret", "apiSecret", "password")
                        .secret(request.passphrase(), "passphrase", "password")
                        .options(request.options())) {
            StoredAccount account = account(request, info, id, keys);
            found = attempt(info, keys, () -> desk().add(account, keys.credentials()));
        }
        if (!found.passed()) {
            throw RefusedException.field("api_key", "was refused: " + found.refusal());
        }
        return new CreatedAnswer(true, id, "Account created successfully");
    }

    @DeleteMapping("/accounts/{id}")
    @Operation(summary = "Removes an account and its keys; its books stay in the ledger")
    Said remove(@PathVariable String id) {
        boolean removed;
        try {
            removed = desk().remove(AccountId.of(id));
        } catch (IllegalArgumentException e) {
            removed = false;
        }
        if (!removed) {
            throw new RefusedException(HttpStatus.NOT_FOUND, "Account not found");
        }
        return new Said(true, "Account deleted");
    }

    @PostMapping("/connection/test")
    @Operation(
            summary = "Tries a connection out",
            description =
                    "Really connects, with what is sent; keeps nothing. Answers within half a minute"
                            + " whether it could.")
    ConnectionTest.Answer test(@RequestBody ConnectionRequest request) {
        return ConnectionTest.of(request, desk());
    }

    private ConnectorInfo connector(AccountRequest request) {
        String fallback =
                switch (Objects.requireNonNullElse(request.brokerType(), "crypto_exchange")) {
                    case "crypto_exchange" -> "binance";
                    case "fix" -> "fix-generic-44";
                    case "metatrader" -> "mt5";
                    default ->
                            throw RefusedException.field(
                                    "broker_type", "must be crypto_exchange, fix or metatrader");
                };
        try {
            String wanted = Objects.requireNonNullElse(request.exchange(), fallback);
            return desk().connectors().require(wanted).info();
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("exchange", String.valueOf(e.getMessage()));
        }
    }

    private StoredAccount account(
            AccountRequest request, ConnectorInfo info, String id, Keys keys) {
        InstrumentKind kind = kind(request.accountType());
        List<String> symbols =
                Objects.requireNonNullElse(
                        request.symbols(),
                        List.of(kind == InstrumentKind.SPOT ? "BTC/USDT" : "BTC/USDT:USDT"));
        try {
            return new StoredAccount(
                    new VenueAccount(
                            AccountId.of(id),
                            info.venue(),
                            environment(request),
                            kind,
                            symbols.stream()
                                    .map(InstrumentId::of)
                                    .collect(Collectors.toUnmodifiableSet()),
                            keys.options()),
                    Objects.requireNonNullElse(request.name(), "New Account"),
                    ExecutionMode.MANUAL,
                    Objects.requireNonNullElse(request.maxLeverage(), 1),
                    Running.ENABLED,
                    Withdrawal.REFUSED,
                    Instant.now());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
        }
    }

    private static Environment environment(AccountRequest request) {
        boolean live = Boolean.TRUE.equals(request.isLive());
        boolean local = request.options() != null && request.options().containsKey("simulator");
        if (live && Boolean.TRUE.equals(request.testnet())) {
            throw RefusedException.field("testnet", "must be false where is_live is true");
        }
        if (!live && Boolean.FALSE.equals(request.testnet()) && !local) {
            throw RefusedException.field("testnet", "must be true unless is_live is true");
        }
        if (live) {
            return Environment.LIVE;
        }
        return local ? Environment.LOCAL : Environment.TEST;
    }

    static InstrumentKind kind(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "spot")) {
            case "spot" -> InstrumentKind.SPOT;
            case "futures", "linear" -> InstrumentKind.LINEAR;
            default -> throw RefusedException.field("account_type", "must be spot or futures");
        };
    }

    /** A name of its own, made of what people call it. */
    private String id(AccountRequest request) {
        String slug =
                Objects.requireNonNullElse(request.name(), "New Account")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._]+", "-")
                        .replaceAll("^-+|-+$", "");
        String base = slug.isEmpty() ? "account" : slug;
        base = base.substring(0, Math.min(base.length(), LONGEST_NAME - 4));
        String id = base;
        for (int n = 2; desk().book().find(AccountId.of(id)).isPresent(); n++) {
            id = base + "-" + n;
        }
        return id;
    }

    private static <T> T attempt(
            ConnectorInfo info, Keys keys, java.util.function.Supplier<T> work) {
        try {
            return Patient.ask(work);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Masking.mask(String.valueOf(e.getMessage()), info, keys.credentials()));
        } catch (ConnectorException | Patient.TooLate e) {
            throw new RefusedException(
                    HttpStatus.BAD_GATEWAY,
                    Masking.mask(String.valueOf(e.getMessage()), info, keys.credentials()));
        }
    }

    private AccountDesk desk() {
        return platform.office().accounts();
    }

    record ExchangesAnswer(boolean success, List<VenueRows.Exchange> exchanges, int count) {}

    record BrokersAnswer(boolean success, List<VenueRows.Broker> brokers, int count) {}

    record AccountsAnswer(boolean success, List<AccountRows.Row> accounts, int count) {}

    record CreatedAnswer(
            boolean success, @JsonProperty("account_id") String accountId, String message) {}

    record Said(boolean success, String message) {}
}
