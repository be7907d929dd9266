/**
 * Orders of clients: one key, one order, whatever is sent twice, late or at the same time.
 *
 * <p>Whether an order may be placed is the account's to decide; this package names it, waits for
 * what becomes of it, and tells a repetition from a misuse of its key.
 */
@NullMarked
package dev.keel.server.trading;

import org.jspecify.annotations.NullMarked;
