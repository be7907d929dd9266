package dev.keel.core.account;

/**
 * The kill switch that stops something, and goes furthest of all that do.
 *
 * @param scope such as {@code account}
 */
record ActiveSwitch(KillLevel level, String scope, String reason) {
    /** Such as {@code account: storm}. */
    String words() {
        return scope + ": " + reason;
    }
}
