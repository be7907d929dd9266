package dev.keel.server.api.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.Account;
import dev.keel.core.execution.ReconciliationResult;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.platform.VenueAccounts;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.venues.StoredAccount;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Technology;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as clients of the settings know them. */
final class AccountRows {
    private AccountRows() {}

    /**
     * An account.
     *
     * @param balance null while the account does not run; so are equity, currency and last sync
     * @param problem why it does not run; empty while it does, is being connected or is disabled
     */
    record Row(
            String id,
            String name,
            String exchange,
            @Schema(description = "spot or futures") @JsonProperty("account_type")
                    String accountType,
            @Schema(description = "crypto_exchange, fix or metatrader") @JsonProperty("broker_type")
                    String brokerType,
            boolean enabled,
            @JsonProperty("is_live") boolean isLive,
            @Nullable BigDecimal balance,
            @Nullable BigDecimal equity,
            @Nullable String currency,
            @JsonProperty("max_leverage") int maxLeverage,
            @JsonProperty("last_sync") @Nullable Instant lastSync,
            @Schema(description = "live, test or local") String environment,
            @Schema(description = "disabled, connecting, running or waiting") String status,
            String problem,
            @Schema(description = "manual, ai_assisted or ai_full_auto") String mode) {}

    static Row row(StoredAccount account, Platform platform) {
        Optional<AccountHost> host = platform.venueAccounts().find(account.id());
        Optional<VenueAccounts.Status> status =
                platform.venueAccounts().status().stream()
                        .filter(known -> known.account().id().equals(account.id()))
                        .findFirst();
        return new Row(
                account.id().value(),
                account.label(),
                VenueRows.clientName(account.place().venue().value()),
                account.place().kind() == InstrumentKind.SPOT ? "spot" : "futures",
                brokerType(account, platform),
                account.isEnabled(),
                account.place().environment() == Environment.LIVE,
                host.map(known -> known.state().cash().amount()).orElse(null),
                host.map(known -> Account.equity(known.state(), known.situation()).amount())
                        .orElse(null),
                host.map(known -> known.state().profile().currency().code()).orElse(null),
                account.maxLeverage(),
                host.flatMap(AccountHost::lastReconciliation)
                        .filter(ReconciliationResult::whole)
                        .map(ReconciliationResult::at)
                        .orElse(null),
                Wording.of(account.place().environment()),
                status.map(known -> Wording.of(known.state())).orElse("disabled"),
                status.map(VenueAccounts.Status::problem).orElse(""),
                Wording.of(account.mode()));
    }

    private static String brokerType(StoredAccount account, Platform platform) {
        Technology technology =
                platform.office()
                        .connectors()
                        .find(account.place().venue())
                        .map(Connector::info)
                        .map(info -> info.technology())
                        .orElse(Technology.CCXT);
        return switch (technology) {
            case CCXT -> "crypto_exchange";
            case FIX -> "fix";
            case METATRADER -> "metatrader";
        };
    }
}
