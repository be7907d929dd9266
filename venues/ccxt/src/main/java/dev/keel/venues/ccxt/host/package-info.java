/**
 * The child process that ccxt lives in, and its supervision: JSON lines over its standard streams,
 * keys only over its input, a watchdog, and a restart after which every call that was in flight is
 * reported as lost.
 */
@NullMarked
package dev.keel.venues.ccxt.host;

import org.jspecify.annotations.NullMarked;
