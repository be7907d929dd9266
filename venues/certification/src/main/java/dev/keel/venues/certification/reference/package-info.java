/**
 * A connector, a wire and a broker in memory, which show that the suite can be passed; and bugs to
 * plant into the connector, which show that it can be failed. Its codes are those of one real
 * venue's outcome table. Nothing here trades.
 */
@NullMarked
package dev.keel.venues.certification.reference;

import org.jspecify.annotations.NullMarked;
