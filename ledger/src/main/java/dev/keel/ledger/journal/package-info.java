/**
 * The journal in PostgreSQL: appends of many accounts are committed together, with the tables that
 * follow from them, by a few committers among which the accounts are shared out.
 *
 * <p>A transaction locks the rows of its accounts in the order of their ids, compares sequences and
 * tokens, reads the kill switches {@code FOR SHARE} if it adds risk, locks the budgets that count
 * its accounts, and writes one statement for each table. Locks are taken in this order everywhere.
 * An append is refused alone; what it meets together with others does not change its outcome.
 */
@NullMarked
package dev.keel.ledger.journal;

import org.jspecify.annotations.NullMarked;
