package dev.keel.server.api.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.ExecutionMode;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/settings/execution-gate")
@Tag(name = "Execution gate", description = "Who decides whether a signal becomes an order")
class GateController {
    private final Platform platform;

    GateController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/status")
    @Operation(summary = "The mode, and what waits")
    StatusAnswer status() {
        AccountState account = platform.account().state();
        return new StatusAnswer(
                true,
                new GateStatus(
                        mode(account),
                        true,
                        platform.stopReason().isPresent(),
                        account.heldSignals().size(),
                        platform.executedSignals(),
                        platform.account().suspension().isEmpty() ? 1 : 0,
                        account.settings().confirmationWindow().toSeconds()));
    }

    @PostMapping("/mode")
    @Operation(summary = "Changes the mode; signals that wait go on waiting")
    ModeAnswer change(@Valid @RequestBody ModeRequest request) {
        AccountSettings before = platform.account().state().settings();
        Duration window =
                request.confirmationWindowSeconds() == null
                        ? before.confirmationWindow()
                        : Duration.ofSeconds(request.confirmationWindowSeconds());
        AccountSettings after =
                new AccountSettings(
                        request.mode().executionMode, before.sizing(), before.policy(), window);
        List<AccountEvent> _ =
                platform.account().ask(new AccountCommand.ChangeSettings(after, Wording.CLIENT));
        String mode = mode(platform.account().state());
        return new ModeAnswer(true, mode, "the mode is " + mode);
    }

    private static String mode(AccountState account) {
        return Wording.of(account.settings().mode());
    }

    /** The modes by the names that clients use. */
    enum Mode {
        @JsonProperty("manual")
        MANUAL(ExecutionMode.MANUAL),
        @JsonProperty("ai_assisted")
        AI_ASSISTED(ExecutionMode.AI_ASSISTED),
        @JsonProperty("ai_full_auto")
        AI_FULL_AUTO(ExecutionMode.AI_FULL_AUTO),
        @JsonProperty("paper_trading")
        PAPER_TRADING(ExecutionMode.PAPER_TRADING);

        private final ExecutionMode executionMode;

        Mode(ExecutionMode executionMode) {
            this.executionMode = executionMode;
        }
    }

    record ModeRequest(
            @NotNull(message = "is required") Mode mode,
            @Schema(description = "How long a signal waits for a person; kept if absent")
                    @JsonProperty("confirmation_window_seconds")
                    @Positive(message = "must be above 0")
                    @Nullable Integer confirmationWindowSeconds) {}

    record ModeAnswer(boolean success, String mode, String message) {}

    record StatusAnswer(boolean success, GateStatus status) {}

    /**
     * @param paperTrading whether the venue is the paper one; it is the only one yet
     * @param totalExecutions signals that became orders, ever
     */
    record GateStatus(
            @JsonProperty("trading_mode") String tradingMode,
            @JsonProperty("paper_trading") boolean paperTrading,
            @JsonProperty("kill_switch_active") boolean killSwitchActive,
            @JsonProperty("pending_requests") int pendingRequests,
            @JsonProperty("total_executions") long totalExecutions,
            @JsonProperty("accounts_active") int accountsActive,
            @JsonProperty("confirmation_window_seconds") long confirmationWindowSeconds) {}
}
