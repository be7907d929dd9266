/**
 * Machine learning as one expert among others: a champion model's opinion, bar by bar, with how
 * reliable it has shown to be; no opinion where there is no champion, too few bars, or a world that
 * the model was not trained on.
 *
 * <p>The packages below hold the steps: features, labels, validation, models, calibration, drift,
 * the registry, and the training that goes through them.
 */
@NullMarked
package dev.keel.signals.learn;

import org.jspecify.annotations.NullMarked;
