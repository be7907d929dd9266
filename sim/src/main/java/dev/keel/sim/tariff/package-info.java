/**
 * What a venue charges beside the price: fees by schedule, funding of perpetuals, and borrowing for
 * short sales.
 *
 * <p>Amounts are exact decimals. A charge is a number and a time here; what it does to an account
 * is the venue's and the account's business.
 */
@NullMarked
package dev.keel.sim.tariff;

import org.jspecify.annotations.NullMarked;
