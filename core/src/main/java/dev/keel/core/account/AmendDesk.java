package dev.keel.core.account;

/** Orders that are to be replaced. */
final class AmendDesk {
    private AmendDesk() {}

    static void amend(Draft draft, AccountCommand.AmendOrder command) {
        if (draft.state().order(command.order()).isEmpty()) {
            throw new IllegalArgumentException(
                    "order "
                            + command.order()
                            + " of "
                            + draft.state().id()
                            + " cannot be amended");
        }
    }
}
