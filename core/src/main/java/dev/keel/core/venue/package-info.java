/**
 * The port to a broker or exchange: what Keel asks of one, and what one reports.
 *
 * <p>A venue answers late, twice or never; nothing that it does not say is assumed.
 */
@NullMarked
package dev.keel.core.venue;

import org.jspecify.annotations.NullMarked;
