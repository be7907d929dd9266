package dev.keel.signals.ehlers;

/** The vote of the last time that a line crossed its trigger, which fades from bar to bar. */
final class FadingCross {
    private double gap;
    private double vote;

    /**
     * Takes the next bar and returns the vote, -1 to 1.
     *
     * @param newGap the line less its trigger
     * @param position where the line stands, in units of its usual size: a cross far from zero
     *     counts more
     * @param fade what of the vote is left a bar later
     */
    double vote(double newGap, double position, double fade) {
        boolean crossed = (newGap > 0 && gap <= 0) || (newGap < 0 && gap >= 0);
        vote = crossed ? Math.copySign(Math.tanh(Math.abs(position)), newGap) : vote * fade;
        gap = newGap;
        return vote;
    }

    double vote() {
        return vote;
    }
}
