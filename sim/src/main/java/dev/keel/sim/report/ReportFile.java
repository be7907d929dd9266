package dev.keel.sim.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of a report: it is there whole, or not at all. */
final class ReportFile {
    private ReportFile() {}

    static void write(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                content.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The style sheet that all pages share. */
    static String css() {
        try (InputStream in = ReportFile.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css must be beside ReportFile");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file holds. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer out) throws IOException;
    }
}
