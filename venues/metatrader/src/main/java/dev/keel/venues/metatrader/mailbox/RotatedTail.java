package dev.keel.venues.metatrader.mailbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a folder of growing files, each taking over from the one before. For one thread. */
public final class RotatedTail {
    private static final Pattern NAME = Pattern.compile("[0-9]{13}-[0-9]{6}\\.log");

    private final Path folder;
    private final @Nullable PairingKey key;
    private final TreeMap<String, LogTail> parts = new TreeMap<>();

    public RotatedTail(Path folder, @Nullable PairingKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Passes over everything that is there already. */
    public void skipToEnd() {
        look();
        parts.values().forEach(LogTail::skipToEnd);
    }

    /** The lines that came since, oldest part first. */
    public List<Row> poll() {
        look();
        List<Row> rows = new ArrayList<>();
        for (LogTail part : parts.values()) {
            rows.addAll(part.poll());
        }
        return rows;
    }

    private void look() {
        Map<String, LogTail> there = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches()) {
                    LogTail known = parts.get(name);
                    there.put(name, known == null ? new LogTail(file, key) : known);
                }
            }
        } catch (IOException e) {
            return;
        }
        parts.clear();
        parts.putAll(there);
    }
}
