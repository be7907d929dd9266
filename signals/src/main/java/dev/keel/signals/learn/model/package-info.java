/**
 * Models behind one small interface: a learner fits weighted samples and gives a model, a model
 * turns a row of features into a probability and itself into bytes.
 *
 * <p>The same learner, samples and seed give the same bytes, always: one thread, no clock, no
 * randomness but the seed's. A model may hold native memory and is closed by who made it. Learning
 * takes long and native code can take the process down: it runs in a process of its own, never
 * where orders are.
 */
@NullMarked
package dev.keel.signals.learn.model;

import org.jspecify.annotations.NullMarked;
