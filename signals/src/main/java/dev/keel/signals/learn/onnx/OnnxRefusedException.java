package dev.keel.signals.learn.onnx;

/** An ONNX file is not taken; the message says what is wrong with it. */
public final class OnnxRefusedException extends RuntimeException {
    OnnxRefusedException(String message) {
        super("ONNX model refused: " + message);
    }

    OnnxRefusedException(String message, Throwable cause) {
        super("ONNX model refused: " + message, cause);
    }
}
