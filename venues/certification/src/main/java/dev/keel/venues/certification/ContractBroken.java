package dev.keel.venues.certification;

/** A connector does not keep the contract. */
public final class ContractBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ContractBroken(String message) {
        super(message);
    }
}
