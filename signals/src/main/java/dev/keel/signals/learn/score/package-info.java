/**
 * How good probabilities were, once it is known what happened.
 *
 * <p>A probability is of the outcome 1; outcomes are 0 or 1. A figure says how far it can be
 * trusted only together with how many labels that told nothing twice it rests on.
 */
@NullMarked
package dev.keel.signals.learn.score;

import org.jspecify.annotations.NullMarked;
