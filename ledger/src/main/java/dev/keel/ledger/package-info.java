/**
 * The journal in PostgreSQL, and the tables that people and the API read.
 *
 * <p>{@link dev.keel.ledger.Ledger} is the way in. Events are append-only; the tables are written
 * in the same transaction and can be rebuilt from the events. The embedded PostgreSQL is started
 * here too, always with {@code fsync} and {@code synchronous_commit} on.
 */
@NullMarked
package dev.keel.ledger;

import org.jspecify.annotations.NullMarked;
