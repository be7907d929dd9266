/**
 * What people see of a backtest: a page with charts and tables, and the figures behind them as
 * files.
 *
 * <p>The page is one file that needs no network and runs no script. Whatever comes from outside (a
 * file's name, a parameter) is escaped; whatever is not known is shown as a dash with its reason.
 */
@NullMarked
package dev.keel.sim.report;

import org.jspecify.annotations.NullMarked;
