/**
 * The centre of Keel: an account is an event-sourced state machine.
 *
 * <pre>
 * command --> Account.decide(state, command, situation) --> events --> journal --> Account.apply --> state
 * </pre>
 *
 * <p>Deciding is pure: no I/O, no clock, no randomness, no threads; what it needs to know of the
 * world is in the {@link dev.keel.core.account.Situation}. Events are the truth: folding them again
 * gives the same state, to the last digit. A committed {@link
 * dev.keel.core.account.AccountEvent.OrderPlaced} is the intent that must exist before anything is
 * sent.
 */
@NullMarked
package dev.keel.core.account;

import org.jspecify.annotations.NullMarked;
