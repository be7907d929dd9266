package dev.keel.server.api.risk;

import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.UserId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.view.AuditEntry;
import dev.keel.ledger.view.LedgerQuery;
import dev.keel.ledger.view.LimitEntry;
import dev.keel.ledger.view.SharedLimits;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/risk")
@Tag(name = "Shared limits", description = "What accounts may have at stake together")
class LimitController {
    private final Platform platform;
    private final SharedLimits limits;

    LimitController(Platform platform) {
        this.platform = platform;
        this.limits = platform.sharedLimits();
    }

    @GetMapping("/limits")
    @Operation(summary = "Every shared limit, with what is used of it")
    LimitsAnswer list() {
        return new LimitsAnswer(true, limits.all().stream().map(LimitRow::of).toList());
    }

    @PutMapping("/limits")
    @Operation(
            summary = "Sets a limit, or takes it away",
            description =
                    "It counts for every commit from then on; what is at stake already stays. A"
                            + " limit of null takes it away.")
    LimitsAnswer set(@Valid @RequestBody LimitRequest request) {
        String scope = scope(request.scope(), request.target());
        Asset currency = currency(request.currency());
        if (request.limit() == null) {
            limits.clear(scope, currency, Wording.CLIENT);
        } else {
            limits.set(scope, new Money(currency, request.limit()), Wording.CLIENT);
        }
        return list();
    }

    @GetMapping("/audit")
    @Operation(summary = "Who turned a switch above the accounts or set a limit, latest first")
    AuditAnswer audit(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 1000")
                    @Max(value = LedgerQuery.MAX_LIMIT, message = "must be 1 to 1000")
                    int limit) {
        return new AuditAnswer(true, platform.audit().latest(limit));
    }

    private static String scope(@Nullable String scope, @Nullable String target) {
        if ("platform".equals(scope) && (target == null || target.isBlank())) {
            return SharedLimit.PLATFORM;
        }
        if (!"user".equals(scope)) {
            throw "platform".equals(scope)
                    ? RefusedException.field("target", "must be absent for the platform")
                    : RefusedException.field("scope", "must be platform or user");
        }
        try {
            return SharedLimit.ofUser(new UserId(target == null ? "" : target));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("target", "must be the id of a user");
        }
    }

    private static Asset currency(@Nullable String text) {
        try {
            return Asset.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("currency", "must be an asset such as USD");
        }
    }

    record LimitsAnswer(boolean success, List<LimitRow> limits) {}

    /**
     * @param scope platform, or user: and the user's id
     * @param limit null for no limit
     */
    record LimitRow(String scope, String currency, BigDecimal used, @Nullable BigDecimal limit) {
        static LimitRow of(LimitEntry entry) {
            return new LimitRow(
                    entry.scope(),
                    entry.used().asset().code(),
                    entry.used().amount(),
                    entry.limit().map(Money::amount).orElse(null));
        }
    }

    record LimitRequest(
            @Schema(description = "platform or user") @Nullable String scope,
            @Schema(description = "The user; absent for the platform") @Nullable String target,
            @Nullable String currency,
            @Schema(description = "The most that may be at stake together; null for no limit")
                    @PositiveOrZero(message = "must not be below 0")
                    @Digits(
                            integer = 18,
                            fraction = 18,
                            message = "must have at most 18 digits before and 18 after the point")
                    @Nullable BigDecimal limit) {}

    record AuditAnswer(boolean success, List<AuditEntry> entries) {}
}
