package dev.keel.server.api.risk;

import dev.keel.core.account.KillLevel;
import dev.keel.server.api.Confirming;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.safety.KillSwitches;
import dev.keel.server.safety.SwitchTarget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(KillSwitchController.PATH)
@Tag(name = "Kill switches", description = "Platform, user, account, strategy and symbol")
class KillSwitchController {
    static final String PATH = "/api/v1/risk/kill-switches";

    private final Platform platform;
    private final KillSwitches switches;

    KillSwitchController(Platform platform) {
        this.platform = platform;
        this.switches = platform.killSwitches();
    }

    @GetMapping
    @Operation(summary = "Every switch that is thrown, the platform's first")
    SwitchesAnswer list() {
        List<SwitchRow> rows = switches.thrown().stream().map(SwitchRow::of).toList();
        return new SwitchesAnswer(true, rows, rows.size());
    }

    @PostMapping
    @Operation(
            summary = "Throws a switch, or throws it further",
            description =
                    "no_new takes nothing that adds risk; reduce_only also cancels entries;"
                            + " cancel_all cancels every order but protective stops; flatten closes"
                            + " what is held. A switch never goes less far than it is thrown.")
    @ApiResponse(responseCode = "200", description = "Durable; the accounts have been told")
    @ApiResponse(responseCode = "422", description = "A field is wrong")
    @ApiResponse(responseCode = "503", description = "An account cannot act just now")
    SwitchesAnswer stop(@Valid @RequestBody SwitchRequest request) {
        SwitchTarget target = known(Targets.target(request.scope(), request.target()));
        KillLevel level = Targets.level(request.level());
        List<SwitchRow> rows =
                switches.throwSwitch(target, level, request.reason(), KillSwitches.ROUTE).stream()
                        .map(SwitchRow::of)
                        .toList();
        return new SwitchesAnswer(true, rows, rows.size());
    }

    @DeleteMapping
    @Operation(
            summary = "Arms a switch again, in two steps",
            description =
                    "Without a confirmation nothing is done: the answer is 428 with what will be"
                            + " allowed again and a confirmation. The same request with it arms the"
                            + " switch. It is good once, for two minutes, and for the switch as it"
                            + " was.")
    @ApiResponse(responseCode = "200", description = "Armed again")
    @ApiResponse(responseCode = "404", description = "The switch is not thrown")
    @ApiResponse(responseCode = "409", description = "The confirmation confirms nothing")
    @ApiResponse(responseCode = "428", description = "To be confirmed")
    ResponseEntity<Object> rearm(
            @RequestParam String scope,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String confirmation) {
        return rearm(Targets.target(scope, target), confirmation);
    }

    @PostMapping("/rearm")
    @Operation(summary = "The same, for clients that send no DELETE")
    ResponseEntity<Object> rearm(@RequestBody RearmRequest request) {
        return rearm(Targets.target(request.scope(), request.target()), request.confirmation());
    }

    private ResponseEntity<Object> rearm(SwitchTarget target, @Nullable String confirmation) {
        return Confirming.answer(
                switches.rearm(target, Optional.ofNullable(confirmation), Wording.CLIENT),
                PATH,
                done -> {
                    List<SwitchRow> rows = done.rearmed().stream().map(SwitchRow::of).toList();
                    return new SwitchesAnswer(true, rows, rows.size());
                });
    }

    /** A mistyped name would otherwise be stopped in vain. */
    private SwitchTarget known(SwitchTarget target) {
        if (target instanceof SwitchTarget.OfSymbol(var symbol)
                && platform.account().state().instrument(symbol).isEmpty()) {
            throw RefusedException.field("target", "is no symbol that an account trades");
        }
        if (target instanceof SwitchTarget.OfAccount(var account)
                && !account.equals(platform.account().state().id())) {
            throw RefusedException.field("target", "is no account of this platform");
        }
        return target;
    }

    record SwitchesAnswer(boolean success, List<SwitchRow> switches, int count) {}

    record SwitchRequest(
            @Schema(description = "platform, user, account, strategy or symbol")
                    @Nullable String scope,
            @Schema(description = "What it names; absent for the platform") @Nullable String target,
            @Schema(description = "no_new, reduce_only, cancel_all or flatten")
                    @Nullable String level,
            @NotBlank(message = "is required")
                    @Size(max = 500, message = "must have at most 500 characters")
                    String reason) {}

    record RearmRequest(
            @Nullable String scope, @Nullable String target, @Nullable String confirmation) {}
}
