/**
 * The commands {@code keel venues} and {@code keel doctor}: what the venues are like, and whether
 * what they need is in order on this machine.
 */
@NullMarked
package dev.keel.server.cli.venues;

import org.jspecify.annotations.NullMarked;
