package dev.keel.signals.learn.model;

import java.io.IOException;

/** Loads a native library, and says what to do if it cannot be loaded. */
final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Runs what needs the library.
     *
     * @throws LearnerUnavailableException if it cannot be loaded
     */
    static void load(String what, Loading loading) {
        try {
            loading.run();
        } catch (IOException | LinkageError e) {
            throw new LearnerUnavailableException(
                    "model '"
                            + what
                            + "' needs a native library that cannot be loaded ("
                            + e.getMessage()
                            + "): install libgomp (Debian, Ubuntu: apt-get install libgomp1) on a"
                            + " Linux with glibc 2.29 or later; model '"
                            + LogisticLearner.NAME
                            + "' works without it",
                    e);
        }
    }

    /** What loads the library. */
    @FunctionalInterface
    interface Loading {
        void run() throws IOException;
    }
}
