package dev.keel.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser, where the machine has one. */
public final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser");

    private final Path program;

    private Browser(Path program) {
        this.program = program;
    }

    public static Optional<Browser> find() {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /**
     * The document of a page once its scripts have worked for some seconds of the browser's time.
     *
     * @param profile an empty folder
     */
    public String document(String address, Path profile) {
        List<String> command =
                Stream.concat(
                                Stream.of(program.toString(), "--headless=new", "--no-sandbox"),
                                Stream.of(
                                        "--disable-gpu",
                                        "--disable-sync",
                                        "--disable-component-update",
                                        "--disable-background-networking",
                                        "--no-first-run",
                                        "--user-data-dir=" + profile,
                                        "--virtual-time-budget=5000",
                                        "--dump-dom",
                                        address))
                        .toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream document = process.getInputStream()) {
                return new String(document.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the browser must start: " + e.getMessage(), e);
        }
    }
}
