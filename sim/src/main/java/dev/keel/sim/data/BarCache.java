package dev.keel.sim.data;

import dev.keel.sim.market.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of columnar files that stand for other files, found by the content of those: whoever
 * changes a byte of a source finds nothing here.
 *
 * @param folder need not exist
 */
public record BarCache(Path folder) {
    /**
     * The columnar form of a source, if there is one. A damaged one counts as none: the source is
     * there to be read.
     */
    public Optional<ColumnarFile.Content> find(SourceKey source) {
        Path file = place(source);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            ColumnarFile.Content content = ColumnarFile.read(file);
            return content.source().isSameContent(source) ? Optional.of(content) : Optional.empty();
        } catch (MarketDataException damaged) {
            return Optional.empty();
        }
    }

    /**
     * Puts the columnar form of a source in.
     *
     * @return where it is now
     * @throws IOException if it cannot be written
     */
    public Path put(ColumnarFile.Content content) throws IOException {
        Path file = place(content.source());
        ColumnarFile.write(file, content);
        return file;
    }

    /** Whether the folder is there; without it no source need be hashed. */
    boolean isThere() {
        return Files.isDirectory(folder);
    }

    private Path place(SourceKey source) {
        return folder.resolve(source.sha256() + ColumnarFile.SUFFIX);
    }
}
