/** Paper runs held against backtests. */
@NullMarked
package dev.keel.server.parity;

import org.jspecify.annotations.NullMarked;
