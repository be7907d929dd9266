package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountState;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.ledger.projection.LedgerStatus;
import dev.keel.ledger.view.LedgerEntry;
import dev.keel.ledger.view.LedgerQuery;
import dev.keel.ledger.view.Page;
import dev.keel.server.api.AccountChoice;
import dev.keel.server.api.Confirming;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.trading.KeyReusedException;
import dev.keel.server.trading.OrderEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/trading")
@Tag(name = "Trading", description = "Orders, positions and the ledger of an account")
class TradingController {
    private static final String ACCOUNT = "Name of the account; the paper account if absent";

    private final Platform platform;

    TradingController(Platform platform) {
        this.platform = platform;
    }

    @PostMapping("/execute")
    @Operation(
            summary = "Places an order",
            description =
                    "The same key (header Idempotency-Key, or trade_uuid) twice is one order: the"
                            + " second answer is about the first order, and carries the header"
                            + " Idempotency-Replayed. An order that risk refuses is answered with"
                            + " status 200, success false and every reason.")
    @ApiResponse(responseCode = "200", description = "Placed, found again, or refused with reasons")
    @ApiResponse(responseCode = "400", description = "The request is malformed")
    @ApiResponse(responseCode = "409", description = "The key names another order")
    @ApiResponse(responseCode = "422", description = "A field is wrong, or the symbol unknown")
    @ApiResponse(responseCode = "503", description = "The ledger is away; repeat with the same key")
    ResponseEntity<TradeResponse> execute(
            @Parameter(description = "Your name for the order, 1 to 200 characters")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @Valid @RequestBody TradeRequest request)
            throws InterruptedException {
        ClientKey key = TradeRequests.key(idempotencyKey, request.tradeUuid());
        OrderRequest order = TradeRequests.toOrder(request);
        AccountHost account = AccountChoice.of(platform, request.account());
        requireListed(account, order);
        OrderEntry.Placed placed = place(account, key, order, request);
        return ResponseEntity.ok()
                .header("Idempotency-Key", key.value())
                .header("Idempotency-Replayed", Boolean.toString(placed.repeated()))
                .body(TradeResponse.of(placed.order(), marketMoves(account)));
    }

    @DeleteMapping("/orders/{order}")
    @Operation(
            summary = "Cancels an order that works, at whichever account",
            description =
                    "Answers when the order has ended, or after a short wait with its status as it"
                            + " is then. A cancel whose answer is lost is sent again until the order"
                            + " has ended; what trades before that is booked. A position whose"
                            + " stop is cancelled is given a new one.")
    @ApiResponse(responseCode = "200", description = "Cancelled, on its way, or ended before")
    @ApiResponse(responseCode = "404", description = "There is no such order")
    @ApiResponse(responseCode = "422", description = "The id is none")
    @ApiResponse(responseCode = "503", description = "The account does not act just now")
    CancelResponse cancel(
            @Parameter(description = "Keel's id of the order, its ledger_id") @PathVariable
                    String order)
            throws InterruptedException {
        LedgerEntry known =
                platform.ledger()
                        .order(orderId(order))
                        .orElseThrow(() ->
                                new RefusedException(
                                        HttpStatus.NOT_FOUND, "there is no order " + order));
        AccountHost account = AccountChoice.of(platform, known.names().account().value());
        return CancelResponse.of(
                orders(account).cancel(known.names().order(), "cancelled by " + Wording.CLIENT));
    }

    @GetMapping("/status")
    @Operation(summary = "Whether trading is on, and what is held")
    TradingStatus status(
            @Parameter(description = ACCOUNT) @RequestParam(required = false)
                    @Nullable String account) {
        AccountState state = AccountChoice.of(platform, account).state();
        return new TradingStatus(
                platform.stopReason().isEmpty(),
                platform.lastReconciliation().orElse(null),
                platform.reconciler().consecutiveFailures(),
                (int) state.positions().stream().filter(held -> !held.isFlat()).count(),
                platform.stopReason().orElse(null));
    }

    @GetMapping("/positions")
    @Operation(summary = "What is held, at the latest prices")
    PositionsAnswer positions(
            @Parameter(description = "Also those that are flat now")
                    @RequestParam(defaultValue = "false")
                    boolean all,
            @Parameter(description = ACCOUNT) @RequestParam(required = false)
                    @Nullable String account) {
        AccountHost host = AccountChoice.of(platform, account);
        List<PositionRow> rows =
                host.state().positions().stream()
                        .filter(position -> all || !position.isFlat())
                        .map(position -> PositionRow.of(position, host.market()))
                        .toList();
        return new PositionsAnswer(true, rows, rows.size());
    }

    @GetMapping("/ledger")
    @Operation(summary = "Orders, the latest first, refused ones included")
    LedgerAnswer ledger(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 1000")
                    @Max(value = LedgerQuery.MAX_LIMIT, message = "must be 1 to 1000")
                    int limit,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "must not be below 0")
                    long offset,
            @Parameter(
                            description =
                                    "pending, in_doubt, working, partially_filled, canceling,"
                                            + " filled, cancelled, expired, rejected or failed")
                    @RequestParam(required = false)
                    @Nullable String status,
            @Parameter(description = ACCOUNT) @RequestParam(required = false)
                    @Nullable String account) {
        AccountHost host = AccountChoice.of(platform, account);
        if ("failed".equals(status)) {
            // A word of other systems that Keel never writes.
            return LedgerAnswer.of(new Page<>(List.of(), 0), limit, offset);
        }
        LedgerQuery query = new LedgerQuery(host.state().id(), statusOf(status), limit, offset);
        return LedgerAnswer.of(platform.ledger().orders(query), limit, offset);
    }

    @PostMapping({"/enable", "/trading/enable"})
    @Operation(
            summary = "Lets trading go on after a stop, for the platform and the account",
            description =
                    "What was stopped through disable, control or emergency-stop goes on at once. A"
                            + " stop that Keel made itself, or that was thrown as a kill switch, must"
                            + " be confirmed: 428 with a confirmation, to be sent again with it.")
    @ApiResponse(responseCode = "409", description = "The confirmation confirms nothing")
    @ApiResponse(responseCode = "428", description = "To be confirmed")
    ResponseEntity<Object> enable(@RequestParam(required = false) @Nullable String confirmation) {
        return Confirming.answer(
                platform.killSwitches().enable(Optional.ofNullable(confirmation), Wording.CLIENT),
                "/api/v1/trading/enable",
                _ -> new Said(true, "Trading enabled"));
    }

    @PostMapping({"/disable", "/trading/disable"})
    @Operation(
            summary = "Stops what adds risk, everywhere",
            description =
                    "Durable: it outlives a restart. Working orders and positions stay; exits and"
                            + " protective orders go on.")
    Said disable(
            @RequestParam(defaultValue = "disabled by API") @NotBlank(message = "must not be blank")
                    String reason) {
        platform.tradingGuard().disable(reason, Wording.CLIENT);
        return new Said(true, "Trading disabled: " + reason);
    }

    private OrderEntry.Placed place(
            AccountHost account, ClientKey key, OrderRequest order, TradeRequest request)
            throws InterruptedException {
        try {
            return orders(account)
                    .place(key, order, TradeRequests.expected(request), Wording.CLIENT);
        } catch (KeyReusedException e) {
            throw new RefusedException(HttpStatus.CONFLICT, e.reason());
        }
    }

    private OrderEntry orders(AccountHost account) {
        return new OrderEntry(account, platform.ledger(), () -> marketMoves(account));
    }

    private static OrderId orderId(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("order", "must be a number above 0, was '" + text + "'");
        }
    }

    private static void requireListed(AccountHost host, OrderRequest order) {
        AccountState account = host.state();
        if (account.instrument(order.instrument()).isEmpty()) {
            throw RefusedException.field(
                    "symbol",
                    "is not traded by this account, known are "
                            + account.instruments().stream()
                                    .map(known -> known.id().symbol())
                                    .toList());
        }
    }

    /** A venue's market needs nobody to play it. */
    private boolean marketMoves(AccountHost account) {
        return account != platform.account() || platform.orchestrator().status().feed().moves();
    }

    private static @Nullable OrderStatus statusOf(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return LedgerStatus.parse(word)
                .orElseThrow(
                        () -> RefusedException.field("status", "is not known, was '" + word + "'"));
    }

    record Said(boolean success, String message) {}

    /**
     * @param lastReconciliation null until there has been one
     */
    record TradingStatus(
            @JsonProperty("trading_enabled") boolean tradingEnabled,
            @JsonProperty("last_reconciliation") @Nullable Instant lastReconciliation,
            @JsonProperty("consecutive_failures") int consecutiveFailures,
            @JsonProperty("active_positions") int activePositions,
            @JsonProperty("stop_reason") @Nullable String stopReason) {}

    record PositionsAnswer(boolean success, List<PositionRow> positions, int count) {}

    record LedgerAnswer(boolean success, List<TradeRow> trades, Pagination pagination) {
        static LedgerAnswer of(Page<LedgerEntry> page, int limit, long offset) {
            boolean more = offset + page.items().size() < page.total();
            return new LedgerAnswer(
                    true,
                    page.items().stream().map(TradeRow::of).toList(),
                    new Pagination(page.total(), limit, offset, more));
        }
    }

    record Pagination(
            long total, int limit, long offset, @JsonProperty("has_more") boolean hasMore) {}
}
