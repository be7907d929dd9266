/**
 * Whether the world still looks as it did when a model was trained, and whether the model is still
 * as good as it was.
 *
 * <p>A model that sees another world has no opinion: its expert sleeps until a model that was
 * trained on the new one has shown that it is better.
 */
@NullMarked
package dev.keel.signals.learn.drift;

import org.jspecify.annotations.NullMarked;
