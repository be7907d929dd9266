package dev.keel.server.api.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.position.Position;
import dev.keel.ledger.view.TradingControl;
import dev.keel.server.api.Wording;
import dev.keel.server.orchestrator.FeedStatus;
import dev.keel.server.orchestrator.OrchestratorStatus;
import dev.keel.server.platform.Health;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform as a whole. */
record SystemStatus(
        TradingView trading,
        ReconciliationView reconciliation,
        ControlView control,
        Map<String, Components.Component> components,
        AccountView account,
        FeedView feed,
        PlatformView platform) {

    static SystemStatus of(Platform platform) {
        TradingControl control = platform.tradingGuard().control();
        return new SystemStatus(
                new TradingView(
                        platform.stopReason().isEmpty(),
                        platform.lastReconciliation().orElse(null),
                        platform.reconciler().consecutiveFailures()),
                ReconciliationView.of(platform),
                new ControlView(
                        control.isTradingEnabled(),
                        platform.tradingGuard().stopReason().orElse(null),
                        control.stoppedAt(),
                        control.updatedBy()),
                Components.of(platform.health().lastReport()),
                AccountView.of(platform),
                FeedView.of(platform),
                new PlatformView(
                        Platform.version(),
                        platform.startedAt(),
                        platform.clock().instant(),
                        platform.database().description()));
    }

    /**
     * @param lastReconciliation null until there has been one
     */
    record TradingView(
            boolean enabled,
            @JsonProperty("last_reconciliation") @Nullable Instant lastReconciliation,
            @JsonProperty("consecutive_failures") int consecutiveFailures) {}

    /**
     * @param running false while the account is suspended: then nothing is held against anything
     * @param unexplained differences that nobody could explain; risk is frozen where they are
     */
    record ReconciliationView(
            boolean running,
            @Nullable String report,
            long unexplained,
            @JsonProperty("every_seconds") long everySeconds) {
        static ReconciliationView of(Platform platform) {
            Health.Part part = platform.health().lastReport().reconciliation();
            return new ReconciliationView(
                    platform.isReconciling(),
                    part.detail(),
                    platform.reconciler().unexplained().values().stream()
                            .mapToLong(List::size)
                            .sum(),
                    platform.reconciler().every().toSeconds());
        }
    }

    record ControlView(
            @JsonProperty("trading_enabled") boolean tradingEnabled,
            @JsonProperty("stop_reason") @Nullable String stopReason,
            @JsonProperty("stopped_at") @Nullable Instant stoppedAt,
            @JsonProperty("updated_by") String updatedBy) {}

    record AccountView(
            String id,
            String currency,
            String mode,
            BigDecimal cash,
            @Schema(description = "At the latest prices; a position without one at its own")
                    BigDecimal equity,
            @Schema(description = "Fees aside; positions without a price count as 0")
                    @JsonProperty("unrealized_pnl")
                    BigDecimal unrealizedPnl,
            @JsonProperty("realized_pnl") BigDecimal realizedPnl,
            BigDecimal fees,
            @JsonProperty("open_orders") int openOrders,
            @JsonProperty("open_positions") int openPositions,
            @JsonProperty("held_signals") int heldSignals,
            boolean halted,
            @JsonProperty("halt_reason") @Nullable String haltReason) {

        static AccountView of(Platform platform) {
            AccountState state = platform.account().state();
            Money nothing = Money.zero(state.profile().currency());
            Money unrealised = nothing;
            Money realised = nothing;
            Money fees = nothing;
            int open = 0;
            for (Position position : state.positions()) {
                Optional<Quote> quote =
                        platform.account().market().latest(position.instrument().id());
                unrealised =
                        quote.map(known -> position.unrealised(known.last()))
                                .orElse(nothing)
                                .plus(unrealised);
                realised = realised.plus(position.realised());
                fees = fees.plus(position.fees());
                open += position.isFlat() ? 0 : 1;
            }
            return new AccountView(
                    state.id().value(),
                    state.profile().currency().code(),
                    Wording.of(state.settings().mode()),
                    state.cash().amount(),
                    platform.equity().amount(),
                    unrealised.amount(),
                    realised.amount(),
                    fees.amount(),
                    state.openOrders().size(),
                    open,
                    state.heldSignals().size(),
                    state.haltReason().isPresent(),
                    state.haltReason().orElse(null));
        }
    }

    record FeedView(
            @Schema(description = "none, replay, synthetic or live") String kind,
            @Schema(description = "none, playing, held, finished or stale") String state,
            @Schema(description = "stopped, starting, running, paused or error")
                    String orchestrator,
            String detail,
            @Nullable String symbol,
            @Schema(description = "How many bars are over") @Nullable Integer position,
            @Nullable Integer bars,
            @JsonProperty("last_price") @Nullable BigDecimal lastPrice) {

        static FeedView of(Platform platform) {
            OrchestratorStatus status = platform.orchestrator().status();
            FeedStatus feed = status.feed();
            Optional<InstrumentId> market = feed.instruments().stream().findFirst();
            return new FeedView(
                    feed.kind(),
                    feed.state().toString(),
                    status.state().toString(),
                    feed.detail(),
                    market.map(InstrumentId::symbol).orElse(null),
                    feed.progress().map(FeedStatus.Progress::position).orElse(null),
                    feed.progress().map(FeedStatus.Progress::bars).orElse(null),
                    market.flatMap(known -> platform.account().market().latest(known))
                            .map(quote -> quote.last().value())
                            .orElse(null));
        }
    }

    /**
     * @param time the platform's: the market's where one is connected
     */
    record PlatformView(
            String version,
            @JsonProperty("started_at") Instant startedAt,
            Instant time,
            String database) {}
}
