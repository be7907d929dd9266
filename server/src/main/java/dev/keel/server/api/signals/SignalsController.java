package dev.keel.server.api.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.view.LedgerQuery;
import dev.keel.server.api.AccountChoice;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.runtime.AccountHost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/signals")
@Tag(name = "Signals", description = "What was proposed, and what became of it")
class SignalsController {
    private final Platform platform;

    SignalsController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping
    @Operation(
            summary = "The latest signals, the latest first",
            description = "A signal that was not executed carries the one reason why.")
    SignalsAnswer latest(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 1000")
                    @Max(value = LedgerQuery.MAX_LIMIT, message = "must be 1 to 1000")
                    int limit,
            @Parameter(description = "Name of the account; the paper account if absent")
                    @RequestParam(required = false)
                    @Nullable String account) {
        AccountHost host = AccountChoice.of(platform, account);
        List<SignalRow> rows =
                platform.ledger().latestSignals(host.state().id(), limit).stream()
                        .map(SignalRow::of)
                        .toList();
        return new SignalsAnswer(true, rows, rows.size());
    }

    @PostMapping("/confirm")
    @Operation(summary = "Says yes to a signal that waits; risk still decides")
    Decided confirm(@Valid @RequestBody DecisionRequest request) {
        SignalId signal = signal(request);
        return decide(request, signal, new AccountCommand.ConfirmSignal(signal, Wording.CLIENT));
    }

    @PostMapping("/dismiss")
    @Operation(summary = "Says no to a signal that waits")
    Decided dismiss(@Valid @RequestBody DecisionRequest request) {
        SignalId signal = signal(request);
        return decide(request, signal, new AccountCommand.DismissSignal(signal, Wording.CLIENT));
    }

    private Decided decide(DecisionRequest request, SignalId signal, AccountCommand command) {
        AccountHost host = AccountChoice.holding(platform, request.account(), signal);
        List<AccountEvent> events;
        try {
            events = host.ask(command);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        }
        for (AccountEvent event : events) {
            switch (event) {
                case AccountEvent.SignalExecuted executed -> {
                    return new Decided(
                            true,
                            signal.toString(),
                            "executed",
                            null,
                            executed.order().toString(),
                            "order " + executed.order() + " was placed");
                }
                case AccountEvent.SignalDeclined declined -> {
                    return new Decided(
                            command instanceof AccountCommand.DismissSignal,
                            signal.toString(),
                            "declined",
                            declined.reason().name(),
                            null,
                            declined.detail());
                }
                default -> {}
            }
        }
        throw new IllegalStateException("signal " + signal + " was decided without a final state");
    }

    private static SignalId signal(DecisionRequest request) {
        try {
            return SignalId.parse(request.signalId());
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("signal_id", "must be the id of a signal");
        }
    }

    record SignalsAnswer(boolean success, List<SignalRow> signals, int count) {}

    /**
     * @param account where the signal waits; may be absent if it waits at one account only
     */
    record DecisionRequest(
            @Nullable String account,
            @NotBlank(message = "is required") @JsonProperty("signal_id") String signalId) {}

    /**
     * @param success whether what was asked for happened: a confirmed signal may still be refused
     * @param declineReason null if it was executed
     * @param orderId null if it was declined
     */
    record Decided(
            boolean success,
            @JsonProperty("signal_id") String signalId,
            String status,
            @JsonProperty("decline_reason") @Nullable String declineReason,
            @JsonProperty("order_id") @Nullable String orderId,
            String message) {}
}
