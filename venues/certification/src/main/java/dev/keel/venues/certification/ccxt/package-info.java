/** Exchanges over their simulators: the real connector and the real child, on this machine only. */
@NullMarked
package dev.keel.venues.certification.ccxt;

import org.jspecify.annotations.NullMarked;
