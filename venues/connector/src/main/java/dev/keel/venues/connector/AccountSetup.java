package dev.keel.venues.connector;

/**
 * How a derivatives account is set up at its venue. Changed only where a person asks for it by
 * name; calls block and throw {@link ConnectorException}, with the venue's words where it refuses.
 */
public interface AccountSetup {
    /** Has every contract of the account netted. A venue refuses it while anything is held. */
    void setOneWay();

    /**
     * Sets the leverage of every contract of the account.
     *
     * @param leverage 1 is none
     * @throws IllegalArgumentException if it is not 1 to 200
     */
    void setLeverage(int leverage);

    void setMargin(Margin margin);

    /** What stands behind a position. */
    enum Margin {
        /** All that the account has. */
        CROSS,
        /** What was set aside for it. */
        ISOLATED
    }
}
