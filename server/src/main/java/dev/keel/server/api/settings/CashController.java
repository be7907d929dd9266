package dev.keel.server.api.settings;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.server.api.AccountChoice;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.venues.StoredAccount;
import dev.keel.venues.connector.Capability;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cash of accounts whose venue does not tell it, such as most that speak FIX. */
@RestController
@RequestMapping("/api/settings/accounts")
@Tag(name = "Settings", description = "Exchanges, brokers, and accounts there")
class CashController {
    private final Platform platform;

    CashController(Platform platform) {
        this.platform = platform;
    }

    @PutMapping("/{id}/cash")
    @Operation(
            summary = "Says what cash an account has, where its venue does not tell",
            description =
                    "The balance without open profit, as the broker shows it. To say it again"
                            + " changes nothing. An account whose venue tells its balance is refused:"
                            + " its cash comes from there.")
    CashAnswer state(@PathVariable String id, @Valid @RequestBody CashRequest request) {
        StoredAccount account =
                find(id).orElseThrow(() ->
                        new RefusedException(HttpStatus.NOT_FOUND, "Account not found"));
        boolean told =
                platform.office()
                        .connectors()
                        .require(account.place().venue().value())
                        .info()
                        .can(account.place().kind(), Capability.BALANCES);
        if (told) {
            throw RefusedException.field("id", "must be an account whose venue tells no balance");
        }
        AccountHost host = AccountChoice.of(platform, id);
        Asset currency = host.state().profile().currency();
        Money cash = new Money(currency, request.cash());
        List<AccountEvent> _ = host.ask(new AccountCommand.StateCash(cash, Wording.CLIENT));
        return new CashAnswer(true, id, host.state().cash().amount(), currency.code());
    }

    private Optional<StoredAccount> find(String id) {
        try {
            return platform.office().accounts().book().find(AccountId.of(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    record CashRequest(
            @NotNull(message = "is required")
                    @DecimalMin(value = "0", message = "must be 0 or more")
                    @Digits(
                            integer = 18,
                            fraction = 18,
                            message = "must have at most 18 digits before and 18 after the point")
                    BigDecimal cash) {}

    record CashAnswer(boolean success, String id, BigDecimal cash, String currency) {}
}
