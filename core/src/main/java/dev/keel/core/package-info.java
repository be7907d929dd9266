/**
 * The decisions of a trading platform, in plain Java: money, instruments, orders, accounts, risk.
 *
 * <p>Nothing here reads a clock, draws a random number, starts a thread or touches the outside;
 * what such a thing yields is passed in. Live trading, paper trading, backtests and replay
 * therefore run the same code. Depends on nothing but the JDK and JSpecify.
 */
@NullMarked
package dev.keel.core;

import org.jspecify.annotations.NullMarked;
