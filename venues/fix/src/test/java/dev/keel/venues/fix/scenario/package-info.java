/**
 * The numbered scenarios that a buy side has to pass, in FIX 4.2, 4.4 and 5.0 SP2. Each holds what
 * the account makes of it, and that nothing was sent twice.
 */
@NullMarked
package dev.keel.venues.fix.scenario;

import org.jspecify.annotations.NullMarked;
