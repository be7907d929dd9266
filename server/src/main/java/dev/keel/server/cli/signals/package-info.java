/** The commands that show what the signal modules say: indicators, the scanner, the sky, models. */
@NullMarked
package dev.keel.server.cli.signals;

import org.jspecify.annotations.NullMarked;
