/**
 * MetaTrader's connectors set up against the simulated terminal: MetaTrader 4's pool, and
 * MetaTrader 5 netting and hedging.
 */
@NullMarked
package dev.keel.venues.certification.metatrader;

import org.jspecify.annotations.NullMarked;
