package dev.keel.signals.learn.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Models in a folder: {@code models/ID.txt} for each, and {@code artefacts/SHA256} for the bytes.
 *
 * <p>Every change is a file that is written beside and moved into place. Several processes may
 * read; one at a time writes.
 */
public final class ModelRegistry {
    private static final String SUFFIX = ".txt";

    private final Path models;
    private final Path artefacts;

    public ModelRegistry(Path folder) {
        this.models = folder.resolve("models");
        this.artefacts = folder.resolve("artefacts");
    }

    /** The SHA-256 of bytes, in hexadecimal. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must know SHA-256", e);
        }
    }

    /**
     * Stores bytes; the same bytes are stored once.
     *
     * @return their hash
     */
    public String store(byte[] bytes) {
        String hash = hash(bytes);
        write(artefacts.resolve(hash), bytes);
        return hash;
    }

    /**
     * Reads bytes.
     *
     * @throws RegistryException naming the file, if it is missing or not what its name says
     */
    public byte[] artefact(String hash) {
        Path file = artefacts.resolve(hash);
        byte[] bytes = read(file);
        if (!hash(bytes).equals(hash)) {
            throw new RegistryException(
                    file, "is corrupt: its SHA-256 must be its name, was " + hash(bytes));
        }
        return bytes;
    }

    /** Stores a model's record in place of an earlier one of the same id. */
    public void store(ModelRecord model) {
        write(
                models.resolve(model.id() + SUFFIX),
                RecordText.write(model).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Finds a model.
     *
     * @throws IllegalArgumentException if there is none of this id
     * @throws RegistryException naming the file, if it is broken
     */
    public ModelRecord find(String id) {
        return all().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model '" + id + "' is unknown"));
    }

    /**
     * All models, oldest first.
     *
     * @throws RegistryException naming the file, if one is broken
     */
    public List<ModelRecord> all() {
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .map(this::readRecord)
                    .sorted(
                            Comparator.comparing(ModelRecord::created)
                                    .thenComparing(ModelRecord::id))
                    .toList();
        } catch (IOException e) {
            throw new RegistryException(models, "cannot be listed: " + e, e);
        }
    }

    /** The models for a market with these features, oldest first. */
    public List<ModelRecord> of(ModelRecord.Market market) {
        return all().stream().filter(model -> model.market().equals(market)).toList();
    }

    /** The model that is listened to in a market with these features, if there is one. */
    public Optional<ModelRecord> champion(ModelRecord.Market market) {
        return of(market).stream().filter(model -> model.stage() == Stage.CHAMPION).findFirst();
    }

    /** Makes a model the champion and retires the one before. */
    void crown(ModelRecord challenger) {
        champion(challenger.market())
                .filter(champion -> !champion.id().equals(challenger.id()))
                .ifPresent(champion -> store(champion.withStage(Stage.RETIRED)));
        store(challenger.withStage(Stage.CHAMPION));
    }

    private ModelRecord readRecord(Path file) {
        try {
            return RecordText.read(new String(read(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(file, "is broken: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RegistryException(file, "is missing", e);
        } catch (IOException e) {
            throw new RegistryException(file, "cannot be read: " + e, e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path beside = Files.createTempFile(file.getParent(), ".writing", "");
            try {
                Files.write(beside, bytes);
                move(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new RegistryException(file, "cannot be written: " + e, e);
        }
    }

    private static void move(Path beside, Path file) throws IOException {
        try {
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("its file system must be able to move files at once", e);
        }
    }
}
