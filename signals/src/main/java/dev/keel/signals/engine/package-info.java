/**
 * The experts that there are, in one list: what the fusion hears, what the scanner watches with and
 * what the benchmarks measure.
 */
@NullMarked
package dev.keel.signals.engine;

import org.jspecify.annotations.NullMarked;
