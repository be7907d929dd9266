/**
 * What keeps the running platform safe: kill switches of every scope, their re-arming in two steps,
 * and the reconciliation of all accounts.
 *
 * <p>A switch is thrown durably before anyone is told, and every account is told at once. Nothing
 * here decides on orders: accounts do, from the switches that they are shown.
 */
@NullMarked
package dev.keel.server.safety;

import org.jspecify.annotations.NullMarked;
