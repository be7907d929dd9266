/**
 * What the events of an append mean for the tables that people read.
 *
 * <p>A {@link dev.keel.ledger.projection.Projection} is a pure function of events and of the state
 * after them. It does not depend on how a history was cut into appends: changes of a row merge into
 * the same row. The journal writes them in the events' own transaction; the verifier makes them
 * again and compares.
 *
 * <p>The columns of each table, with the rule by which a later change meets an earlier one, stand
 * in one place: {@link dev.keel.ledger.projection.LedgerTables}.
 */
@NullMarked
package dev.keel.ledger.projection;

import org.jspecify.annotations.NullMarked;
