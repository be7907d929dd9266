package dev.keel.core.risk;

/**
 * One limit held against an order.
 *
 * @param rule what is refused if it fails
 * @param limit what is allowed
 * @param actual what was asked for
 */
public record Check(RefusalReason rule, String limit, String actual, boolean passed) {}
