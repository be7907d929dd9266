package dev.keel.signals.fusion.cost;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import dev.keel.core.strategy.ExecutionResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Learns costs from executions, per instrument, hour of the day (UTC) and size (the power of ten of
 * the notional), each by a {@link RobustAverage} that begins where the coarser class then is. The
 * notional is price times quantity.
 *
 * <p>An estimate is that of the finest of these classes with 20 samples at least. With fewer even
 * of the instrument as a whole, it is the prior or what was learned, whichever is dearer: a few
 * lucky fills are no reason to trade more.
 *
 * <p>The refusals kept are the {@value #MOST_REFUSALS} first different ones. Used by one thread at
 * a time.
 */
public final class CostModel {
    static final int ENOUGH = 20;
    private static final int MOST_REFUSALS = 32;
    private static final int ALL = Integer.MIN_VALUE;

    /** Below this a scale would let nothing through. */
    private static final double LEAST_SCALE = 1e-5;

    private final CostPrior prior;
    private final Map<Bucket, Figures> learned = new HashMap<>();
    private final Map<InstrumentId, Map<String, Integer>> refusals = new HashMap<>();

    public CostModel(CostPrior prior) {
        this.prior = prior;
    }

    public CostPrior prior() {
        return prior;
    }

    /** Learns from an order that has ended. */
    public void learn(ExecutionResult result) {
        InstrumentId instrument = result.instrument();
        result.refusalReason().ifPresent(reason -> count(instrument, reason));
        int hour = hour(result.placedAt());
        double asked = result.asked().toDouble();
        int size = size(asked * result.reference().toDouble());
        Sample sample = Sample.of(result, asked);
        Figures ofAll = figures(new Bucket(instrument, ALL, ALL), () -> new Figures(prior));
        Figures ofHour = figures(new Bucket(instrument, hour, ALL), ofAll::child);
        Figures ofSize = figures(new Bucket(instrument, hour, size), ofHour::child);
        ofAll.add(sample);
        ofHour.add(sample);
        ofSize.add(sample);
    }

    /** What an order of any size would cost at that time. */
    public CostEstimate estimate(InstrumentId instrument, Instant at) {
        return finest(new Bucket(instrument, hour(at), ALL))
                .orElseGet(() -> ofInstrument(instrument));
    }

    /**
     * What an order would cost.
     *
     * @param notional price times quantity, above 0
     */
    public CostEstimate estimate(InstrumentId instrument, Instant at, double notional) {
        return finest(new Bucket(instrument, hour(at), size(notional)))
                .orElseGet(() -> estimate(instrument, at));
    }

    private Optional<CostEstimate> finest(Bucket bucket) {
        return Optional.ofNullable(learned.get(bucket))
                .filter(figures -> figures.fee.samples() >= ENOUGH)
                .map(figures -> figures.estimate(refusalsOf(bucket.instrument)));
    }

    private CostEstimate ofInstrument(InstrumentId instrument) {
        Figures figures = learned.get(new Bucket(instrument, ALL, ALL));
        if (figures == null) {
            return new CostEstimate(prior.fee(), prior.slippage(), 1, 0, 0, refusalsOf(instrument));
        }
        CostEstimate estimate = figures.estimate(refusalsOf(instrument));
        if (estimate.samples() >= ENOUGH) {
            return estimate;
        }
        return new CostEstimate(
                Math.max(prior.fee(), estimate.fee()),
                Math.max(prior.slippage(), estimate.slippage()),
                estimate.fillRatio(),
                estimate.latencySeconds(),
                estimate.samples(),
                estimate.refusals());
    }

    private Map<String, Integer> refusalsOf(InstrumentId instrument) {
        return refusals.getOrDefault(instrument, Map.of());
    }

    private void count(InstrumentId instrument, String reason) {
        Map<String, Integer> counts = refusals.computeIfAbsent(instrument, _ -> new TreeMap<>());
        if (counts.size() < MOST_REFUSALS || counts.containsKey(reason)) {
            counts.merge(reason, 1, Integer::sum);
        }
    }

    private Figures figures(Bucket bucket, Supplier<Figures> made) {
        Figures known = learned.get(bucket);
        if (known == null) {
            known = made.get();
            learned.put(bucket, known);
        }
        return known;
    }

    private static int hour(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getHour();
    }

    private static int size(double notional) {
        return (int) Math.floor(Math.log10(notional));
    }

    /** A class of executions; {@link #ALL} is every hour, or every size. */
    private record Bucket(InstrumentId instrument, int hour, int size) {}

    /**
     * What one execution tells.
     *
     * @param filled the share of the order that traded; what follows means nothing if it is 0
     */
    private record Sample(double filled, double fee, double slippage, double latencySeconds) {
        static Sample of(ExecutionResult result, double asked) {
            double quantity = 0;
            double notional = 0;
            double fees = 0;
            for (Fill fill : result.fills()) {
                quantity += fill.quantity().toDouble();
                notional += fill.quantity().toDouble() * fill.price().toDouble();
                fees += fill.fee().toDouble();
            }
            if (quantity == 0) {
                return new Sample(0, 0, 0, 0);
            }
            double reference = result.reference().toDouble();
            double worse = notional / quantity / reference - 1;
            Duration latency = Duration.between(result.placedAt(), result.fills().getFirst().at());
            return new Sample(
                    Math.min(1, quantity / asked),
                    fees / notional,
                    result.side() == Side.BUY ? worse : -worse,
                    Math.max(0, latency.toNanos() / 1e9));
        }
    }

    /** What was learned of a class. */
    private static final class Figures {
        private final RobustAverage fee;
        private final RobustAverage slippage;
        private final RobustAverage filled;
        private final RobustAverage latency;

        Figures(CostPrior prior) {
            this(
                    new RobustAverage(prior.fee(), Math.max(LEAST_SCALE, prior.fee())),
                    new RobustAverage(prior.slippage(), Math.max(LEAST_SCALE, prior.slippage())),
                    new RobustAverage(1, 0.1),
                    new RobustAverage(0, 1));
        }

        private Figures(
                RobustAverage fee,
                RobustAverage slippage,
                RobustAverage filled,
                RobustAverage latency) {
            this.fee = fee;
            this.slippage = slippage;
            this.filled = filled;
            this.latency = latency;
        }

        /** A finer class begins with what its coarser one knows. */
        Figures child() {
            return new Figures(fee.child(), slippage.child(), filled.child(), latency.child());
        }

        void add(Sample sample) {
            filled.add(sample.filled);
            if (sample.filled > 0) {
                fee.add(sample.fee);
                slippage.add(sample.slippage);
                latency.add(sample.latencySeconds);
            }
        }

        CostEstimate estimate(Map<String, Integer> refused) {
            return new CostEstimate(
                    fee.value(),
                    Math.max(0, slippage.value()),
                    Math.min(1, Math.max(0, filled.value())),
                    latency.value(),
                    fee.samples(),
                    refused);
        }
    }
}
