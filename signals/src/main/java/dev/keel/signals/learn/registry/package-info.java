/**
 * The models that were trained, and which of them is listened to.
 *
 * <p>A folder: what a model is lies in a readable text file of its own; its bytes lie beside, named
 * by their SHA-256, and are checked whenever they are read. A file is written whole or not at all.
 * For one symbol, timeframe and feature schema there is at most one champion, and a challenger
 * takes its place only by being better on bars that neither was trained on.
 */
@NullMarked
package dev.keel.signals.learn.registry;

import org.jspecify.annotations.NullMarked;
