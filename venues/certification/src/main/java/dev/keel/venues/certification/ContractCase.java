package dev.keel.venues.certification;

/**
 * One case of the contract.
 *
 * @param number stable for ever: a case that is given up leaves a hole
 * @param title what must hold, in one line
 * @param why what is lost by whom if it does not
 */
public record ContractCase(
        int number, CaseGroup group, String title, String why, Need need, Body body)
        implements Comparable<ContractCase> {
    public ContractCase {
        if (number < 1 || number > 999) {
            throw new IllegalArgumentException("case number must be 1 to 999, was " + number);
        }
        if (title.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException(
                    "case " + number + " must say what it is about, and why");
        }
    }

    @Override
    public int compareTo(ContractCase other) {
        return Integer.compare(number, other.number);
    }

    /** What a case does. Throws {@link ContractBroken} where the contract is broken. */
    @FunctionalInterface
    public interface Body {
        void run(Bench bench);
    }
}
