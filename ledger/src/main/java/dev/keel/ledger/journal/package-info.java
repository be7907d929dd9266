/**
 * The journal in PostgreSQL: appends of all accounts are committed together by one committer, with
 * the tables that follow from them.
 *
 * <p>A transaction locks the rows of its accounts in the order of their ids, compares sequences,
 * reads the kill switch {@code FOR SHARE} if it adds risk, and writes one statement for each table.
 * An append is refused alone; what it meets together with others does not change its outcome.
 */
@NullMarked
package dev.keel.ledger.journal;

import org.jspecify.annotations.NullMarked;
