/**
 * Bars in Parquet files.
 *
 * <p>The library reads and writes the format; this package says what its columns mean, and brings
 * the codecs, so that nothing of Hadoop is needed (ADR 0014). Decimals are read exactly; a binary
 * floating-point number is read as the shortest decimal that stands for it.
 */
@NullMarked
package dev.keel.sim.parquet;

import org.jspecify.annotations.NullMarked;
