/**
 * A MetaTrader terminal with an Expert Advisor in it, and the broker behind: MetaTrader 4's pool of
 * tickets, MetaTrader 5's netting and hedging. It speaks the mailbox of {@code
 * docs/metatrader-protocol.md}, written from that page alone, and fails as terminals do.
 */
@NullMarked
package dev.keel.venues.simulator.terminal;

import org.jspecify.annotations.NullMarked;
