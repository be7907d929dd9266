package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps on whole folders that the first start is made of. */
final class FileTree {

    private static final Logger LOG = LoggerFactory.getLogger(FileTree.class);

    private FileTree() {}

    /** Deletes the folder and all in it; no folder is fine. Links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new DeletingVisitor());
        } catch (NoSuchFileException e) {
            LOG.debug("nothing to delete at {}", folder, e);
        }
    }

    /**
     * Deletes what interrupted starts left in the folder. A program of theirs may still be writing
     * there, initdb say; what stays because of that is in nobody's way, since these names are never
     * used twice, and the next start tries again.
     */
    static void deleteLeftovers(Path folder, String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .forEach(FileTree::deleteLeftover);
        }
    }

    private static void deleteLeftover(Path leftover) {
        try {
            delete(leftover);
            LOG.info("removed {}, the remains of an interrupted start", leftover);
        } catch (IOException e) {
            LOG.warn("cannot remove {}, the remains of an interrupted start", leftover, e);
        }
    }

    /** Makes the names in a folder survive a power cut. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives the folder and all in it to a user and group, by number. Only root can. Links are not
     * followed.
     */
    static void changeOwner(Path folder, int uid, int gid) throws IOException {
        Files.walkFileTree(folder, new OwningVisitor(uid, gid));
    }

    private static final class DeletingVisitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class OwningVisitor extends SimpleFileVisitor<Path> {

        private final int uid;
        private final int gid;

        OwningVisitor(int uid, int gid) {
            this.uid = uid;
            this.gid = gid;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            own(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            own(file);
            return FileVisitResult.CONTINUE;
        }

        private void own(Path path) throws IOException {
            set(path, "unix:uid", uid);
            set(path, "unix:gid", gid);
        }

        private static void set(Path path, String attribute, Integer value) throws IOException {
            if (!value.equals(Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(path, attribute, value, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
