package dev.keel.signals.ehlers;

import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.ehlers.cycle.CyberCycle;
import dev.keel.signals.ehlers.cycle.EvenBetterSinewave;
import dev.keel.signals.ehlers.cycle.Reflex;
import dev.keel.signals.ehlers.cycle.VossPredictor;
import dev.keel.signals.ehlers.oscillator.FisherTransform;
import dev.keel.signals.ehlers.oscillator.MesaStochastic;
import dev.keel.signals.ehlers.oscillator.Rsih;

/**
 * The members of {@link EhlersExpert} that follow a cycle.
 *
 * <p>Crosses vote their side, by how far from zero they happened, and fade to one half in a quarter
 * of the dominant cycle: cyber cycle and its trigger, Fisher transform and its trigger, Voss
 * predictor and its filter. Swings vote what they are: even better sinewave, tanh of Reflex, RSIH,
 * and the MESA stochastic from -1 to 1.
 *
 * <p>The sine and lead sine are left out: their phase is a sum over the cycle, and would cost as
 * much as all others together.
 */
final class CycleGroup {
    private static final int VOTES = 7;
    private static final double QUARTERS = 4;

    private final CyberCycle cyberCycle = new CyberCycle(0.07);
    private final FisherTransform fisher = new FisherTransform(10, FisherTransform.Form.TASC_2002);
    private final VossPredictor voss = new VossPredictor(20, 3, 0.25);
    private final EvenBetterSinewave sinewave = new EvenBetterSinewave(40, 10);
    private final Reflex reflex = Reflex.reflex(20);
    private final Rsih strength = new Rsih(14);
    private final MesaStochastic stochastic = new MesaStochastic(20);
    private final FadingCross cyberCross = new FadingCross();
    private final FadingCross fisherCross = new FadingCross();
    private final FadingCross vossCross = new FadingCross();
    private double sum;
    private double size;

    void update(double middle) {
        cyberCycle.update(middle);
        fisher.update(middle);
        voss.update(middle);
        sinewave.update(middle);
        reflex.update(middle);
        strength.update(middle);
        stochastic.update(middle);
    }

    /** Counts the votes of the last bar. */
    void vote(double range, double dominantCycle) {
        double unit = range / 2;
        double fade = Math.exp(-Math.log(2) * QUARTERS / Math.max(dominantCycle, QUARTERS));
        double cyber =
                cyberCross.vote(
                        cyberCycle.value() - cyberCycle.trigger(), cyberCycle.value() / unit, fade);
        double turn = fisherCross.vote(fisher.value() - fisher.trigger(), fisher.value(), fade);
        double ahead = vossCross.vote(voss.value() - voss.filtered(), voss.filtered() / unit, fade);
        double bend = Math.tanh(reflex.value());
        double place = Math.clamp(2 * stochastic.value() - 1, -1, 1);
        sum = cyber + turn + ahead + sinewave.value() + bend + strength.value() + place;
        size =
                Math.abs(cyber)
                        + Math.abs(turn)
                        + Math.abs(ahead)
                        + Math.abs(sinewave.value())
                        + Math.abs(bend)
                        + Math.abs(strength.value())
                        + Math.abs(place);
    }

    /** The mean vote, -1 to 1. */
    double mean() {
        return sum / VOTES;
    }

    /** The mean size of the votes, 0 to 1. */
    double size() {
        return size / VOTES;
    }

    int warmUpBars() {
        return Math.max(voss.warmUpBars(), stochastic.warmUpBars());
    }

    Reason reason() {
        return Reason.of(
                "the cycle group " + EhlersExpert.leans(sum),
                new Figure("mean vote", mean()),
                new Figure("cyber cycle", cyberCycle.value()),
                new Figure("cyber cycle cross", cyberCross.vote()),
                new Figure("fisher", fisher.value()),
                new Figure("fisher cross", fisherCross.vote()),
                new Figure("voss", voss.value()),
                new Figure("voss cross", vossCross.vote()),
                new Figure("even better sinewave", sinewave.value()),
                new Figure("reflex", reflex.value()),
                new Figure("rsih", strength.value()),
                new Figure("mesa stochastic", stochastic.value()));
    }
}
