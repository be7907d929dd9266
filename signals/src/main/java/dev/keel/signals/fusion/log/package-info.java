/**
 * The diary of the fusion: every opinion, every outcome and every move of the weights, one record
 * each, append-only.
 *
 * <p>The weights are a fold over these records: whoever reads them from the first to the last
 * arrives at the same weights, bit for bit. Records are facts; nothing here computes.
 */
@NullMarked
package dev.keel.signals.fusion.log;

import org.jspecify.annotations.NullMarked;
