/** The commands that take market data over and say what they are worth. */
@NullMarked
package dev.keel.server.cli.data;

import org.jspecify.annotations.NullMarked;
