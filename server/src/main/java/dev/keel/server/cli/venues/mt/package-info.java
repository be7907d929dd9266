/** The command line for MetaTrader terminals: installing, looking after and relaying. */
@NullMarked
package dev.keel.server.cli.venues.mt;

import org.jspecify.annotations.NullMarked;
