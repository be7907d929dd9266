package dev.keel.server.api.orchestrator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.server.orchestrator.FeedStatus;
import dev.keel.server.orchestrator.OrchestratorStatus;
import dev.keel.server.orchestrator.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the orchestrator is doing. */
record StatusView(
        @Schema(description = "stopped, starting, running, paused or error") String state,
        List<String> symbols,
        List<String> timeframes,
        @Schema(description = "Always null: closed bars drive the strategies, not a timer")
                @JsonProperty("scan_interval")
                @Nullable Integer scanInterval,
        @Nullable SessionView session,
        Map<String, Boolean> components,
        String mode,
        String strategy,
        FeedView feed,
        @Nullable String error) {

    static StatusView of(OrchestratorStatus status, Map<String, Boolean> components, String mode) {
        return new StatusView(
                status.state().toString(),
                status.symbols().stream().map(InstrumentId::symbol).toList(),
                status.plan().timeframes().stream().map(Timeframe::toString).toList(),
                null,
                status.session().map(SessionView::of).orElse(null),
                components,
                mode,
                status.plan().strategy().name(),
                FeedView.of(status.feed()),
                status.problem().orElse(null));
    }

    /** The session that runs. */
    record SessionView(
            String id,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("total_signals") long totalSignals,
            @JsonProperty("total_trades") long totalTrades) {
        static SessionView of(Session session) {
            return new SessionView(
                    session.id().toString(),
                    session.startedAt(),
                    session.tally().signals(),
                    session.tally().trades());
        }
    }

    /** A session of the past, or the one that runs. */
    record SessionRow(
            String id,
            @JsonProperty("started_at") Instant startedAt,
            @Schema(description = "Null while it runs, and if the process was killed in it")
                    @JsonProperty("ended_at")
                    @Nullable Instant endedAt,
            @JsonProperty("duration_minutes") @Nullable BigDecimal durationMinutes,
            @JsonProperty("total_signals") long totalSignals,
            @JsonProperty("total_trades") long totalTrades,
            @Schema(description = "Realised, less fees paid") @JsonProperty("total_pnl")
                    BigDecimal totalPnl,
            @Schema(description = "Closings at a profit by closings; null without any")
                    @JsonProperty("win_rate")
                    @Nullable BigDecimal winRate) {
        private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

        static SessionRow of(Session session) {
            Session.Tally tally = session.tally();
            return new SessionRow(
                    session.id().toString(),
                    session.startedAt(),
                    session.endedAt().orElse(null),
                    session.endedAt()
                            .map(end -> minutes(Duration.between(session.startedAt(), end)))
                            .orElse(null),
                    tally.signals(),
                    tally.trades(),
                    tally.profit().amount(),
                    tally.closings() == 0
                            ? null
                            : ratio(
                                    BigDecimal.valueOf(tally.wins()),
                                    BigDecimal.valueOf(tally.closings())));
        }

        private static BigDecimal minutes(Duration duration) {
            return ratio(BigDecimal.valueOf(duration.toMillis(), 3), SECONDS_PER_MINUTE);
        }

        private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
            return part.divide(whole, 4, RoundingMode.HALF_EVEN);
        }
    }

    /** The market that is played. */
    record FeedView(
            @Schema(description = "none, playing, held, finished or stale") String state,
            String detail,
            @JsonProperty("market_time") @Nullable Instant marketTime,
            @Schema(description = "How many bars are over") @Nullable Integer position,
            @Nullable Integer bars) {
        static FeedView of(FeedStatus feed) {
            return new FeedView(
                    feed.state().toString(),
                    feed.detail(),
                    feed.marketTime().orElse(null),
                    feed.progress().map(FeedStatus.Progress::position).orElse(null),
                    feed.progress().map(FeedStatus.Progress::bars).orElse(null));
        }
    }
}
