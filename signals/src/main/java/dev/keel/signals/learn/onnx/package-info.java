/**
 * Models that were trained elsewhere and come as ONNX files.
 *
 * <p>Such a file is not trusted: it is looked through before native code sees it, tried on probe
 * rows under a time-out, and refused with what is wrong. It has to name the features it was trained
 * on, and they have to be Keel's.
 */
@NullMarked
package dev.keel.signals.learn.onnx;

import org.jspecify.annotations.NullMarked;
