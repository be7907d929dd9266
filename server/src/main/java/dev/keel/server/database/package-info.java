/**
 * Which database holds the ledger: the embedded one in the data folder, or one that is named.
 *
 * <p>While the platform runs on the embedded one, a file in the data folder that only its owner can
 * read tells other commands of the same user how to connect.
 */
@NullMarked
package dev.keel.server.database;

import org.jspecify.annotations.NullMarked;
