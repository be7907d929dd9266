/**
 * Classic indicators that no strategy needs on every bar, by the library ta4j behind one adapter.
 *
 * <p>They are about ten to a hundred times slower than Keel's own, and make objects on every bar.
 * How a formula starts is the library's choice. A value that it does not know is 0 here: its
 * answers are always finite.
 */
@NullMarked
package dev.keel.signals.classic.library;

import org.jspecify.annotations.NullMarked;
