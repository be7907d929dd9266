package dev.keel.signals.learn.model;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * LightGBM's native code, unpacked into a folder of this process alone.
 *
 * <p>Left to itself the library unpacks into one file of the machine's folder for temporary files:
 * a second process that starts would overwrite the code that the first is running, and end it. So
 * that folder is another while the library is loaded, and is removed at once: what is loaded stays.
 */
final class LightGbmLibrary {
    static final String FOLDER = "keel-lightgbm";

    private static final String TEMPORARY = "java.io.tmpdir";

    private static boolean loaded;

    private LightGbmLibrary() {}

    /**
     * Loads the library, once.
     *
     * @throws LearnerUnavailableException if it cannot be loaded
     */
    static synchronized void require() {
        if (!loaded) {
            NativeLibrary.load(LightGbmLearner.NAME, LightGbmLibrary::load);
            loaded = true;
        }
    }

    private static void load() throws IOException {
        String usual = System.getProperty(TEMPORARY, "/tmp");
        Path own = Files.createTempDirectory(FOLDER);
        System.setProperty(TEMPORARY, own.toString());
        try {
            LGBMBooster.loadNative();
        } finally {
            System.setProperty(TEMPORARY, usual);
            remove(own);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
