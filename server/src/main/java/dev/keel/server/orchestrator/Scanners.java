package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.market.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The strategies on one market, one for each timeframe, as a single strategy on the market's own
 * bars. Used by the thread that plays.
 */
final class Scanners implements Strategy {
    private final Plan plan;
    private final InstrumentId instrument;
    private final BarFormat bars;
    private final Supplier<ExecutionHistory> executions;
    private List<Scanner> scanners = List.of();

    /** What the latest bar brought beyond the first signal. */
    private List<Signal> further = List.of();

    /**
     * @param bars of the market
     * @param executions asked when strategies begin that learn from them
     */
    Scanners(
            Plan plan,
            InstrumentId instrument,
            BarFormat bars,
            Supplier<ExecutionHistory> executions) {
        this.plan = plan;
        this.instrument = instrument;
        this.bars = bars;
        this.executions = executions;
    }

    /** Begins anew, without any bar seen. */
    void start() {
        List<Scanner> made = plan.timeframes().stream().map(this::scanner).toList();
        scanners = made.stream().anyMatch(Scanner::learnsFromExecution) ? informed(made) : made;
        further = List.of();
    }

    /** Sees no bars any more. */
    void stop() {
        scanners = List.of();
        further = List.of();
    }

    boolean isScanning() {
        return !scanners.isEmpty();
    }

    /** The first signal of this bar; the others are kept until the next bar. */
    @Override
    public Optional<Signal> onBar(Bar bar) {
        List<Signal> signals = new ArrayList<>(2);
        for (Scanner scanner : scanners) {
            for (Bar closed : scanner.resampler.add(bar)) {
                scanner.strategy.onBar(closed).ifPresent(signals::add);
            }
        }
        further = signals.size() < 2 ? List.of() : signals.subList(1, signals.size());
        return signals.stream().findFirst();
    }

    /** Takes what the latest bar brought beyond the first signal. */
    List<Signal> takeFurther() {
        List<Signal> taken = further;
        further = List.of();
        return taken;
    }

    private Scanner scanner(Timeframe timeframe) {
        return new Scanner(
                Plan.resampler(bars, timeframe),
                plan.strategy().create(instrument, timeframe, plan.parameters()));
    }

    private List<Scanner> informed(List<Scanner> made) {
        ExecutionHistory history = executions.get();
        return made.stream()
                .map(one -> new Scanner(one.resampler, history.inform(one.strategy)))
                .toList();
    }

    private record Scanner(Resampler resampler, Strategy strategy) {
        boolean learnsFromExecution() {
            return strategy instanceof LearnsFromExecution;
        }
    }
}
