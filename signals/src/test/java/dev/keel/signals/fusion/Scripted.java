package dev.keel.signals.fusion;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.List;
import java.util.function.Supplier;

/** Experts for the tests, whose opinion is written down. */
public final class Scripted implements Expert {
    private final Script script;
    private double said = Double.NaN;

    private Scripted(Script script) {
        this.script = script;
    }

    /** What an expert says at a bar; not a number while it sleeps. May keep state. */
    @FunctionalInterface
    public interface Script {
        double at(Bar bar);
    }

    /** An expert of this name and prior that says so. */
    public static ExpertDefinition expert(String name, double prior, Script script) {
        return stateful(name, prior, () -> script);
    }

    /** An expert whose script begins anew with each market. */
    public static ExpertDefinition stateful(String name, double prior, Supplier<Script> script) {
        return new ExpertDefinition(name, "for tests", prior, (_, _) -> new Scripted(script.get()));
    }

    /** Says the same at every bar. */
    public static ExpertDefinition constant(String name, double score) {
        return expert(name, 1, _ -> score);
    }

    /** Follows the last bar: up after a rise, down after a fall. */
    public static ExpertDefinition momentum(String name) {
        return expert(name, 1, bar -> Math.signum(bar.closeValue() - bar.openValue()));
    }

    /** Goes against the last bar, and sleeps when it is small. */
    public static ExpertDefinition contrarian(String name, double leastMove) {
        return expert(
                name,
                1,
                bar -> {
                    double move = bar.closeValue() - bar.openValue();
                    return Math.abs(move) < leastMove ? Double.NaN : -Math.tanh(move);
                });
    }

    /** Knows the sign of the drift of {@code Bars.turningMarket}, which turns every 150 bars. */
    public static ExpertDefinition oracle(String name) {
        return expert(name, 1, bar -> bar.openMillis() / 3_600_000L / 150 % 2 == 0 ? 1 : -1);
    }

    @Override
    public void onBar(Bar bar) {
        said = script.at(bar);
    }

    @Override
    public boolean isAwake() {
        return !Double.isNaN(said);
    }

    @Override
    public double score() {
        return isAwake() ? said : 0;
    }

    @Override
    public double reliability() {
        return isAwake() ? 0.5 : 0;
    }

    @Override
    public int warmUpBars() {
        return 1;
    }

    @Override
    public List<Reason> evidence() {
        return isAwake()
                ? List.of(Reason.of("it is written", new Figure("said", said)))
                : List.of();
    }
}
