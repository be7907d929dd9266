package dev.keel.venues.simulator.fix;

/** Why an order is rejected, in the words of the standard and of a venue with codes of its own. */
enum Refusal {
    WOULD_TAKE("0", "Order would immediately match and take."),
    CLOSED("2", "Market is closed."),
    TOO_LITTLE("3", "Account has insufficient balance for requested action."),
    OTHER("99", "");

    private final String reason;
    private final String words;

    Refusal(String reason, String words) {
        this.reason = reason;
        this.words = words;
    }

    /** OrdRejReason (103). */
    String reason() {
        return reason;
    }

    /** What goes with the venue's own code; empty for one that says nothing. */
    String words() {
        return words;
    }
}
