/**
 * Signals and the gate they pass: what was proposed, what became of it and why, which mode decides,
 * and a person's yes or no to a signal that waits.
 */
@NullMarked
package dev.keel.server.api.signals;

import org.jspecify.annotations.NullMarked;
