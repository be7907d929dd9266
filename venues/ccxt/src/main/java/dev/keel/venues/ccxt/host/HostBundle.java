package dev.keel.venues.ccxt.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** What the child runs: ccxt and the host around it in one file, as the build has put it in. */
public final class HostBundle {
    private static final String FILE = "host.cjs";

    private HostBundle() {}

    /** The version of ccxt that is in it. */
    public static String ccxtVersion() {
        return about().getProperty("ccxt");
    }

    /** Whose work is in it, and under which licences. */
    public static String licences() {
        try (InputStream in = resource("LICENCES.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes it into a folder of its own that only this user can read.
     *
     * @return the file, by its real name
     */
    static Path unpack() throws IOException {
        Path folder = Files.createTempDirectory("keel-host-");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve(FILE);
        try (InputStream in = resource(FILE)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        file.toFile().deleteOnExit();
        return file.toRealPath();
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    private static Properties about() {
        Properties about = new Properties();
        try (InputStream in = resource("host.properties")) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return about;
    }

    private static InputStream resource(String name) {
        InputStream in = HostBundle.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(
                    name + " must be beside " + HostBundle.class + ": the build puts it there");
        }
        return in;
    }
}
