package dev.keel.ledger.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs as they come on the class path: a tar packed with xz. */
record BinariesArchive(Platform platform) {

    private static final int KEY_BYTES = 8;
    private static final int ANY_EXECUTE_BIT = 0b001_001_001;

    /** A name for exactly this archive: the platform, and the start of the archive's SHA-256. */
    String key() throws IOException {
        MessageDigest digest = sha256();
        try (InputStream archive = new DigestInputStream(open(), digest)) {
            archive.transferTo(OutputStream.nullOutputStream());
        }
        String hash = HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
        return platform.archive().replace(".txz", "-") + hash;
    }

    /** Unpacks all entries into an empty folder and forces them to the disk. */
    void unpackInto(Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(open())))) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return tar.getNextEntry();
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = inside(folder, folder.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            createFolders(folder, target);
            return;
        }
        createFolders(folder, target.getParent());
        if (entry.isSymbolicLink()) {
            Path aim = Path.of(entry.getLinkName());
            inside(folder, target.resolveSibling(aim), entry);
            Files.createSymbolicLink(target, aim);
        } else if (entry.isFile() && !entry.isLink()) {
            writeFile(tar, target);
            String rights = (entry.getMode() & ANY_EXECUTE_BIT) == 0 ? "rw-r--r--" : "rwxr-xr-x";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
        } else {
            throw new IOException("unexpected kind of archive entry " + entry.getName());
        }
    }

    private static void writeFile(InputStream content, Path target) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
            channel.force(true);
        }
    }

    /**
     * Creates the folders below the root; every user may read them, whatever the mask for new files
     * says.
     */
    private static void createFolders(Path root, @Nullable Path folder) throws IOException {
        if (folder == null || folder.equals(root) || Files.isDirectory(folder)) {
            return;
        }
        createFolders(root, folder.getParent());
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("archive entry leaves the folder: " + entry.getName());
        }
        return normal;
    }

    private InputStream open() {
        InputStream stream =
                BinariesArchive.class.getClassLoader().getResourceAsStream(platform.archive());
        if (stream == null) {
            throw new PostgresStartException(
                    "no PostgreSQL programs for this machine (%s %s) are on the class path; add the artifact %s or use a PostgreSQL of your own (KEEL_DATABASE_URL)"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    platform.artifact()));
        }
        return stream;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
