package dev.keel.server.api.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.ledger.view.ReconciliationEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where ledger and broker were not of one mind.
 *
 * @param ledger the ledger's figure: a signed quantity, or cash
 * @param broker the broker's
 * @param discrepancy the broker's less the ledger's
 */
record DifferenceRow(
        String account,
        long number,
        @Nullable String symbol,
        String subject,
        String classification,
        @Nullable BigDecimal ledger,
        @Nullable BigDecimal broker,
        BigDecimal discrepancy,
        String action,
        @Nullable BigDecimal impact,
        @JsonProperty("risk_impact") @Nullable String riskImpact,
        @JsonProperty("trading_stopped") boolean tradingStopped,
        String details,
        @JsonProperty("found_at") Instant foundAt,
        @JsonProperty("resolved_at") @Nullable Instant resolvedAt) {

    static DifferenceRow of(ReconciliationEntry entry) {
        return new DifferenceRow(
                entry.account().value(),
                entry.number(),
                entry.symbol(),
                entry.kind().subject().name().toLowerCase(Locale.ROOT),
                entry.kind().explanation().name().toLowerCase(Locale.ROOT),
                entry.sides().ledger(),
                entry.sides().venue(),
                entry.sides().discrepancy(),
                entry.impact().action(),
                entry.impact().amount(),
                entry.impact().level(),
                entry.impact().tradingStopped(),
                entry.details(),
                entry.times().found(),
                entry.times().resolved());
    }
}
