/**
 * {@code /api/v1/trading}: orders of clients, positions, the ledger, and the switch for trading.
 *
 * <p>The shapes are those of the "broker-safe" family of clients; what Keel adds is added beside
 * them.
 */
@NullMarked
package dev.keel.server.api.trading;

import org.jspecify.annotations.NullMarked;
