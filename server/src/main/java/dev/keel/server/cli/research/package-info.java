/**
 * The commands that test strategies: backtests, sweeps, and whether what they show can be believed.
 * They need no server and no database.
 */
@NullMarked
package dev.keel.server.cli.research;

import org.jspecify.annotations.NullMarked;
