/**
 * What the checks of backtests found, as text for people and as JSON for programs.
 *
 * <p>Nothing is computed here but what is shown. Sharpe ratios are shown for a year, and per bar
 * only where a name says so.
 */
@NullMarked
package dev.keel.server.cli.validation;

import org.jspecify.annotations.NullMarked;
