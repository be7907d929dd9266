package dev.keel.sim.market;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Opens files of market data, packed by gzip or not, and words what goes wrong with them. */
public final class DataFile {
    private static final int MAGIC_BYTES = 2;

    private DataFile() {}

    /** Reads an opened file. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads.
         *
         * @param name of the file, without its folder
         * @param in unpacked, not buffered
         */
        T read(String name, InputStream in) throws IOException;
    }

    /**
     * Opens a file, has it read, and closes it. Whether it is packed shows its content, not its
     * name.
     *
     * @throws MarketDataException if it is missing, not readable, or its packing is damaged
     */
    public static <T> T read(Path path, Reader<T> reader) {
        String name = String.valueOf(path.getFileName());
        try (InputStream in = open(path)) {
            return reader.read(name, in);
        } catch (NoSuchFileException e) {
            throw MarketDataException.inFile(path.toString(), "no such file", e);
        } catch (AccessDeniedException e) {
            throw MarketDataException.inFile(path.toString(), "must be readable", e);
        } catch (EOFException e) {
            throw MarketDataException.inFile(name, "gzip data end too early", e);
        } catch (ZipException e) {
            throw MarketDataException.inFile(name, "gzip data are broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw MarketDataException.inFile(
                    path.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(path), MAGIC_BYTES);
        try {
            byte[] magic = in.readNBytes(MAGIC_BYTES);
            in.unread(magic);
            return GzipStream.isMagic(magic) ? new GzipStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
