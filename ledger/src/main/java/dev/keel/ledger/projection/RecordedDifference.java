package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.Difference;
import dev.keel.core.order.Evidence;
import dev.keel.ledger.json.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A difference from the venue, and what an event says became of it. */
record RecordedDifference(
        AccountId account, long number, long sequence, Instant at, Outcome outcome) {
    private static final BigDecimal LOW = new BigDecimal("100");
    private static final BigDecimal MEDIUM = new BigDecimal("500");
    private static final BigDecimal HIGH = new BigDecimal("1000");

    sealed interface Outcome {
        record Found(Difference difference) implements Outcome {}

        /** The account was halted for it. */
        record Stopped() implements Outcome {}

        record Resolved(Evidence evidence) implements Outcome {}
    }

    @Nullable String symbol() {
        Difference found = found();
        return found == null || found.instrument() == null ? null : found.instrument().symbol();
    }

    @Nullable String subject() {
        Difference found = found();
        return found == null ? null : lower(found.subject());
    }

    @Nullable String classification() {
        Difference found = found();
        return found == null ? null : lower(found.explanation());
    }

    /** Null where it stays. */
    @Nullable String action() {
        return switch (outcome) {
            case Outcome.Found(var difference) ->
                    difference.isUnexplained() ? "manual_review" : "ledger_adjusted";
            case Outcome.Stopped _ -> "trading_stopped";
            case Outcome.Resolved _ -> null;
        };
    }

    @Nullable Boolean stopped() {
        return switch (outcome) {
            case Outcome.Found _ -> Boolean.FALSE;
            case Outcome.Stopped _ -> Boolean.TRUE;
            case Outcome.Resolved _ -> null;
        };
    }

    /** What the venue's record explains is repaired at once. */
    @Nullable Instant resolvedAt() {
        return switch (outcome) {
            case Outcome.Found(var difference) -> difference.isUnexplained() ? null : at;
            case Outcome.Stopped _ -> null;
            case Outcome.Resolved _ -> at;
        };
    }

    @Nullable String detail() {
        Difference found = found();
        return found == null ? null : found.detail();
    }

    @Nullable String resolutionSource() {
        return outcome instanceof Outcome.Resolved(var evidence) ? evidence.source() : null;
    }

    @Nullable String resolutionReference() {
        return outcome instanceof Outcome.Resolved(var evidence) ? evidence.reference() : null;
    }

    @Nullable BigDecimal ledger(Figure figure) {
        Difference found = found();
        return found == null || figure != figureOf(found) ? null : found.ledger();
    }

    @Nullable BigDecimal venue(Figure figure) {
        Difference found = found();
        return found == null || figure != figureOf(found) ? null : found.venue();
    }

    /** The venue's less the ledger's, nothing counting as 0. */
    @Nullable BigDecimal gap(Figure figure) {
        Difference found = found();
        return found == null || figure != figureOf(found) ? null : gap(found);
    }

    static BigDecimal gap(Difference difference) {
        BigDecimal ledger = difference.ledger();
        BigDecimal venue = difference.venue();
        return (venue == null ? BigDecimal.ZERO : venue)
                .subtract(ledger == null ? BigDecimal.ZERO : ledger);
    }

    @Nullable BigDecimal impact() {
        Difference found = found();
        return found == null || found.impact() == null ? null : found.impact().amount();
    }

    @Nullable String riskImpact() {
        BigDecimal impact = impact();
        if (impact == null || impact.compareTo(LOW) < 0) {
            return null;
        }
        if (impact.compareTo(MEDIUM) < 0) {
            return "LOW";
        }
        return impact.compareTo(HIGH) < 0 ? "MEDIUM" : "HIGH";
    }

    @Nullable String ledgerData() {
        Difference found = found();
        return found == null ? null : data(found, found.ledger());
    }

    @Nullable String brokerData() {
        Difference found = found();
        return found == null ? null : data(found, found.venue());
    }

    /** What the figures of a difference are. */
    enum Figure {
        QUANTITY,
        CASH
    }

    private static Figure figureOf(Difference difference) {
        return switch (difference.subject()) {
            case ORDER, FILL, POSITION -> Figure.QUANTITY;
            case BALANCE, FUNDING -> Figure.CASH;
        };
    }

    private static @Nullable String data(Difference difference, @Nullable BigDecimal figure) {
        return figure == null
                ? null
                : JsonWriter.object(writer ->
                        writer.decimal(
                                figureOf(difference).name().toLowerCase(Locale.ROOT), figure));
    }

    private @Nullable Difference found() {
        return outcome instanceof Outcome.Found(var difference) ? difference : null;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
