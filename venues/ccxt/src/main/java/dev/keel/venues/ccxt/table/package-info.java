/**
 * Reviewed data as it is kept: tables with one row a line, and JSON with places to be filled in.
 *
 * <p>What does not read is refused when it is loaded, naming file, line and column.
 */
@NullMarked
package dev.keel.venues.ccxt.table;

import org.jspecify.annotations.NullMarked;
