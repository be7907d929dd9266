package dev.keel.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real market data that lie beside the repository in {@code shared/data}, described by its
 * {@code MANIFEST.md}.
 *
 * <p>The folder is found upwards from the working directory; the system property {@code
 * keel.shared.data} names another. A test that needs it is skipped, with the reason, where it is
 * missing.
 */
public final class SharedData {
    private static final String PROPERTY = "keel.shared.data";

    private SharedData() {}

    /** A file of the data, if it is there. */
    public static Optional<Path> find(String name) {
        return folder().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
    }

    /** A file of the data; aborts the test if it is missing. */
    public static Path require(String name) {
        Optional<Path> file = find(name);
        Assumptions.assumeTrue(
                file.isPresent(),
                () ->
                        "needs shared/data/"
                                + name
                                + " beside the repository, or -D"
                                + PROPERTY
                                + "=FOLDER");
        return file.orElseThrow();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty(PROPERTY, "");
        return named.isEmpty() ? above(Path.of("").toAbsolutePath()) : Optional.of(Path.of(named));
    }

    private static Optional<Path> above(Path start) {
        return Stream.<Path>iterate(start, path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared").resolve("data"))
                .filter(data -> Files.isRegularFile(data.resolve("MANIFEST.md")))
                .findFirst();
    }
}
