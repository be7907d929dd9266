/**
 * Markets and a venue that exist only here: bar files, replay, synthetic prices, the matching
 * simulator, backtests.
 *
 * <p>The same seed and the same bars give the same fills. The simulator is the paper venue too, so
 * it keeps the whole contract of a venue; it knows nothing of the ledger.
 */
@NullMarked
package dev.keel.sim;

import org.jspecify.annotations.NullMarked;
