package dev.keel.sim.validate.promote;

import dev.keel.core.statistics.Overfitting;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.forward.Neighbourhood;
import dev.keel.sim.validate.forward.WalkForwardReport;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.util.Optional;

/** Everything that was measured, before it is judged. */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once, within this package.
record Findings(
        Evaluation own,
        Evaluation stressed,
        Evaluation free,
        TrialCount trials,
        LookAheadReport lookAhead,
        WarmUpReport warmUp,
        WalkForwardReport forward,
        Optional<Overfitting> overfitting,
        Optional<Neighbourhood> neighbourhood,
        double[] marketReturns) {}
