package dev.keel.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Files that only their owner reads, and that are there whole or as they were before. What was
 * written is on the disk when a call returns.
 */
public final class PrivateFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    /** Locks of files hold between processes, and not between the threads of one. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private PrivateFile() {}

    /** Makes a folder that only its owner may enter, unless it is there. */
    public static void makeFolder(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, OWNER_FOLDER);
            }
        } catch (IOException e) {
            throw new VaultException("cannot make the folder " + folder, e);
        }
    }

    /** What a file holds; empty if there is none. */
    public static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new VaultException("cannot read " + file, e);
        }
    }

    /** Replaces what a file holds; when this returns, that outlives a loss of power. */
    public static void write(Path file, byte[] content) {
        Path folder = folderOf(file);
        try {
            Path part = Files.createTempFile(folder, "." + file.getFileName(), ".part", OWNER_ONLY);
            try {
                writeThrough(part, content);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            sync(folder);
        } catch (IOException e) {
            throw new VaultException("cannot write " + file, e);
        }
    }

    /** Puts a file into the place of another. */
    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            sync(folderOf(to));
        } catch (IOException e) {
            throw new VaultException("cannot move " + from + " to " + to, e);
        }
    }

    static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                sync(folderOf(file));
            }
        } catch (IOException e) {
            throw new VaultException("cannot delete " + file, e);
        }
    }

    /** Why others than the owner can reach a file or folder; empty if they cannot. */
    public static Optional<String> openToOthers(Path path) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
            return allowed.stream().anyMatch(OTHERS::contains)
                    ? Optional.of(
                            path
                                    + " must be for its owner alone, has "
                                    + PosixFilePermissions.toString(allowed)
                                    + ": chmod "
                                    + (Files.isDirectory(path) ? "700 " : "600 ")
                                    + path)
                    : Optional.empty();
        } catch (IOException e) {
            throw new VaultException("cannot look at " + path, e);
        }
    }

    /** Does something while no other thread or process does anything under the same lock. */
    public static <T> T locked(Path lock, Supplier<T> work) {
        IN_PROCESS.lock();
        try {
            if (IN_PROCESS.getHoldCount() > 1) {
                return work.get();
            }
            try (FileChannel channel =
                            FileChannel.open(
                                    lock,
                                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                    OWNER_ONLY);
                    FileLock _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw new VaultException("cannot lock " + lock, e);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private static void writeThrough(Path part, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new VaultException("a file must have a name, was " + file);
        }
        return folder;
    }
}
