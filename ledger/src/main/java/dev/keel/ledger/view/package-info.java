/**
 * The ledger as people and the API see it: reads of the tables, the kill switch, and how far a
 * replay has played.
 *
 * <p>Nothing here is decided on: the truth is the events. Every call blocks, and throws {@link
 * dev.keel.ledger.database.LedgerException} if the database cannot answer.
 */
@NullMarked
package dev.keel.ledger.view;

import org.jspecify.annotations.NullMarked;
