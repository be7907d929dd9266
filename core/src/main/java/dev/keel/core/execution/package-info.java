/**
 * The account runner: the one writer of an account. It takes commands from a mailbox, decides them,
 * has the events committed, and only then acts on the venue.
 *
 * <p>It starts no thread and reads no clock: executor, situation, journal and venue are given, so
 * that the same runner trades live, on paper, in a backtest and under the fault simulator.
 */
@NullMarked
package dev.keel.core.execution;

import org.jspecify.annotations.NullMarked;
