/**
 * The port to the store of events: append-only, one sequence per account, nothing half written.
 *
 * <p>An append is whole or not at all. When its outcome is not known (the connection broke while it
 * was committed), the account is read again; nothing is appended blindly.
 */
@NullMarked
package dev.keel.core.journal;

import org.jspecify.annotations.NullMarked;
