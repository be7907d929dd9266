/**
 * The way to the database that holds the ledger: its address, what it must promise, its schema.
 *
 * <p>A password is in no message, log or text of an object.
 */
@NullMarked
package dev.keel.ledger.database;

import org.jspecify.annotations.NullMarked;
