package dev.keel.ledger.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Keel at a time on a data folder. The operating system lets go of the lock when the process
 * ends, however it ends; a leftover {@code keel.lock} means nothing.
 *
 * <p>The system also lets go when any code of this process opens the file and closes it again
 * (POSIX): a backup, a search through the folder. Therefore the file names its holder, and a holder
 * that is alive counts as much as the lock.
 */
final class DataFolderLock implements AutoCloseable {

    /**
     * The folders this process holds. A second attempt in the same process must not come near the
     * file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int LONGEST_NOTE = 128;

    private final Path folder;

    /** Not a channel alone: an interrupt closes a channel. */
    private final RandomAccessFile file;

    private DataFolderLock(Path folder, RandomAccessFile file) {
        this.folder = folder;
        this.file = file;
    }

    /** Creates the folder if there is none, and locks it or fails at once. */
    static DataFolderLock acquire(Path dataDirectory) {
        try {
            Path folder = Files.createDirectories(dataDirectory).toRealPath();
            if (!HELD.add(folder)) {
                throw inUse(folder, LockHolder.thisProcess().name());
            }
            return lock(folder);
        } catch (IOException e) {
            throw PostgresStartException.cannot("use the data folder " + dataDirectory, e);
        }
    }

    private static DataFolderLock lock(Path folder) throws IOException {
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(folder.resolve("keel.lock").toFile(), "rw");
            lock(file, folder);
            return new DataFolderLock(folder, file);
        } catch (IOException | RuntimeException e) {
            HELD.remove(folder);
            if (file != null) {
                file.close();
            }
            throw e;
        }
    }

    private static void lock(RandomAccessFile file, Path folder) throws IOException {
        boolean locked = isLocked(file, folder);
        LockHolder holder = LockHolder.parse(read(file));
        if (!locked || holder.isAnotherLiveProcess()) {
            throw inUse(folder, holder.name());
        }
        file.setLength(0);
        file.write(LockHolder.thisProcess().toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isLocked(RandomAccessFile file, Path folder) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw new PostgresStartException(inUseMessage(folder, "this process"), e);
        }
    }

    private static String read(RandomAccessFile file) throws IOException {
        byte[] content = new byte[LONGEST_NOTE];
        int length = Math.max(0, file.read(content));
        return new String(content, 0, length, StandardCharsets.US_ASCII);
    }

    private static PostgresStartException inUse(Path folder, String holder) {
        return new PostgresStartException(inUseMessage(folder, holder));
    }

    private static String inUseMessage(Path folder, String holder) {
        return "data folder " + folder + " is in use by " + holder;
    }

    /** The folder, all links resolved. */
    Path folder() {
        return folder;
    }

    /** Lets go of the folder; doing it again does nothing. */
    @Override
    public void close() {
        if (!file.getChannel().isOpen()) {
            return;
        }
        try (file) {
            // This process may live on, and must not be taken for the holder.
            file.setLength(0);
        } catch (IOException e) {
            throw PostgresStartException.cannot("release the data folder " + folder, e);
        } finally {
            HELD.remove(folder);
        }
    }
}
