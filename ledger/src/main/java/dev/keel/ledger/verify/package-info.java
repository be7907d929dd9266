/**
 * The proof that the tables are what the events say: every account is replayed from its first
 * event, its rows are made again and compared with those in the database, and its cash and
 * positions are counted a second time by plain arithmetic that shares no code with the core.
 *
 * <p>All is read in one snapshot, in portions: the platform may go on writing, and memory is
 * bounded by what an account has open, not by its history.
 */
@NullMarked
package dev.keel.ledger.verify;

import org.jspecify.annotations.NullMarked;
