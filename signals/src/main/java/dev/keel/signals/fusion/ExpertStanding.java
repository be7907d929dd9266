package dev.keel.signals.fusion;

/**
 * Where an expert stands: its weights, and how good its probabilities were. All of them were said
 * before the outcome was known, with what had been learned until then.
 *
 * @param prior the user's weight, a fraction of all
 * @param adaptive the learned weight, a fraction of all
 * @param effective the weight that the fusion would use if all were awake
 * @param outcomes settled opinions of this expert
 * @param uniqueOutcomes how many outcomes that would be if none overlapped
 * @param logLoss the mean logarithmic loss in nats, not a number without outcomes; saying 0.5
 *     always costs 0.6931
 * @param intercept of its calibrator
 * @param slope of its calibrator; 0 if its score is worth nothing
 */
public record ExpertStanding(
        String name,
        double prior,
        double adaptive,
        double effective,
        long outcomes,
        double uniqueOutcomes,
        double logLoss,
        double intercept,
        double slope) {}
