package dev.keel.signals.astro;

/** How the expert and each of its terms agreed with the market under one sky. */
final class SkyScores {
    private static final AstroTerm[] TERMS = AstroTerm.values();

    private final Agreement whole = new Agreement();
    private final Agreement[] terms = new Agreement[TERMS.length];

    SkyScores() {
        for (int i = 0; i < TERMS.length; i++) {
            terms[i] = new Agreement();
        }
    }

    /**
     * Adds a bar.
     *
     * @param gain the market's return after it, as a fraction
     */
    void add(AstroExpert expert, double gain) {
        whole.add(expert.score(), gain);
        for (int i = 0; i < TERMS.length; i++) {
            terms[i].add(expert.score(TERMS[i]), gain);
        }
    }

    /** All terms together. */
    Agreement whole() {
        return whole;
    }

    Agreement of(int term) {
        return terms[term];
    }

    /** Pairs of opinion and return, where there was an opinion. */
    static final class Agreement {
        private long count;
        private double gainWithSign;
        private double sumScore;
        private double sumGain;
        private double sumScoreSquared;
        private double sumGainSquared;
        private double sumProduct;

        private void add(double score, double gain) {
            if (score == 0) {
                return;
            }
            count++;
            gainWithSign += Math.signum(score) * gain;
            sumScore += score;
            sumGain += gain;
            sumScoreSquared += score * score;
            sumGainSquared += gain * gain;
            sumProduct += score * gain;
        }

        /** How many bars there was an opinion at. */
        long count() {
            return count;
        }

        /** Pearson's correlation of opinion and return; 0 if one of them never varied. */
        double correlation() {
            double product = count * sumProduct - sumScore * sumGain;
            double scores = count * sumScoreSquared - sumScore * sumScore;
            double gains = count * sumGainSquared - sumGain * sumGain;
            return scores > 0 && gains > 0 ? product / Math.sqrt(scores * gains) : 0;
        }

        /** The mean return in the direction of the opinion, as a fraction; 0 without any. */
        double meanGain() {
            return count == 0 ? 0 : gainWithSign / count;
        }
    }
}
