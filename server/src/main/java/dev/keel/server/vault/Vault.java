package dev.keel.server.vault;

import dev.keel.venues.connector.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps credentials: {@code vault.json} holds them sealed, {@code vault.key} is what opens them.
 * For any number of threads and processes.
 *
 * <p>The key is made when the first entry is put in. A backup of the vault is worth nothing without
 * a backup of the key, and whoever has both has the secrets.
 */
public final class Vault {
    private static final String FILE = "vault.json";
    private static final String KEY = "vault.key";
    private static final String NEXT_KEY = "vault.key.next";
    private static final String LOCK = "vault.lock";

    private final Path folder;
    private final SecureRandom random;

    /**
     * @param folder made when the first entry is put in
     */
    public Vault(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The names of all entries; needs no key. */
    public Set<String> names() {
        return read().map(stored -> stored.entries().keySet()).orElse(Set.of());
    }

    /**
     * Puts an entry in, in the place of one with the same name; durable when it returns.
     *
     * @throws VaultException if the vault cannot be used
     */
    public void put(String name, Credentials credentials) {
        changing(() -> {
            MasterKey key = keyForWriting();
            SealedEntries before =
                    read().orElseGet(() -> new SealedEntries(key.id(), new TreeMap<>()));
            requireSame(key, before);
            long version =
                    Optional.ofNullable(before.entries().get(name))
                            .map(known -> known.version() + 1)
                            .orElse(1L);
            write(before.with(name, seal(key, name, version, FieldBytes.of(credentials))));
        });
    }

    /**
     * Opens an entry; the caller closes what it gets.
     *
     * @return empty if there is none of this name
     * @throws VaultException if the key is missing or another one, or the entry was altered
     */
    public Optional<Credentials> get(String name) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return PrivateFile.locked(folder.resolve(LOCK), () -> open(name));
    }

    /** Takes an entry out, if it is there; durable when it returns. */
    public void remove(String name) {
        if (names().contains(name)) {
            changing(() -> read().ifPresent(before -> write(before.without(name))));
        }
    }

    /**
     * Seals everything anew under a new key, which takes the place of the old one. A backup of the
     * old key opens backups of the old vault only.
     */
    public void rotate() {
        changing(() -> {
            MasterKey old = key();
            SealedEntries before = read().orElseThrow(() -> new VaultException(nothingIn()));
            MasterKey fresh = MasterKey.generate(random);
            SealedEntries after = new SealedEntries(fresh.id(), new TreeMap<>());
            for (var entry : before.entries().entrySet()) {
                String name = entry.getKey();
                byte[] clear = unseal(old, name, entry.getValue());
                after = after.with(name, seal(fresh, name, entry.getValue().version() + 1, clear));
            }
            // Whichever step is the last that was done, one of the two keys opens the file.
            fresh.write(folder.resolve(NEXT_KEY));
            write(after);
            PrivateFile.move(folder.resolve(NEXT_KEY), folder.resolve(KEY));
        });
    }

    /** What is wrong with it; none if all can be opened. Of no use to anybody who reads it. */
    public List<String> problems() {
        if (!Files.isDirectory(folder) || read().isEmpty()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        PrivateFile.openToOthers(folder).ifPresent(problems::add);
        try {
            for (String name : names()) {
                get(name).ifPresent(Credentials::close);
            }
        } catch (VaultException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    private void changing(Runnable change) {
        PrivateFile.makeFolder(folder);
        Runnable _ =
                PrivateFile.locked(
                        folder.resolve(LOCK),
                        () -> {
                            change.run();
                            return change;
                        });
    }

    private Optional<Credentials> open(String name) {
        Optional<SealedEntries> stored = read();
        Optional<SealedEntries.Sealed> sealed = stored.map(known -> known.entries().get(name));
        if (stored.isEmpty() || sealed.isEmpty()) {
            return Optional.empty();
        }
        MasterKey key = key();
        requireSame(key, stored.get());
        byte[] clear = unseal(key, name, sealed.get());
        try {
            return Optional.of(FieldBytes.parse(clear));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** Wipes what was in the clear. */
    private SealedEntries.Sealed seal(MasterKey key, String name, long version, byte[] clear) {
        byte[] nonce = new byte[MasterKey.NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new SealedEntries.Sealed(
                    version, nonce, key.seal(nonce, bound(key, name, version), clear));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] unseal(MasterKey key, String name, SealedEntries.Sealed sealed) {
        try {
            return key.open(sealed.nonce(), bound(key, name, sealed.version()), sealed.content());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: what failed is all there is to know.
            throw new VaultException(
                    "entry '"
                            + name
                            + "' of "
                            + folder.resolve(FILE)
                            + " was altered or damaged: restore the file, or enter the account's"
                            + " keys again");
        }
    }

    private static byte[] bound(MasterKey key, String name, long version) {
        return (key.id() + "\n" + version + "\n" + name).getBytes(StandardCharsets.UTF_8);
    }

    private void requireSame(MasterKey key, SealedEntries stored) {
        if (!key.id().equals(stored.keyId())) {
            throw new VaultException(
                    folder.resolve(KEY)
                            + " is key "
                            + key.id()
                            + ", but the vault was sealed under key "
                            + stored.keyId()
                            + ": restore that key from its backup");
        }
    }

    private MasterKey keyForWriting() {
        Path file = folder.resolve(KEY);
        if (!Files.exists(file) && read().map(stored -> stored.entries().isEmpty()).orElse(true)) {
            MasterKey.generate(random).write(file);
            PrivateFile.delete(folder.resolve(FILE));
        }
        return key();
    }

    /** Also ends a rotation that was cut short after its new key had sealed everything. */
    private MasterKey key() {
        Path file = folder.resolve(KEY);
        Path next = folder.resolve(NEXT_KEY);
        if (Files.exists(next)) {
            MasterKey fresh = MasterKey.read(next);
            if (read().filter(stored -> stored.keyId().equals(fresh.id())).isPresent()) {
                PrivateFile.move(next, file);
            } else {
                PrivateFile.delete(next);
            }
        }
        if (!Files.exists(file)) {
            throw new VaultException(
                    "the key of the vault, "
                            + file
                            + ", is missing: restore it from its backup; without it nothing in the"
                            + " vault can be opened");
        }
        return MasterKey.read(file);
    }

    private Optional<SealedEntries> read() {
        Path file = folder.resolve(FILE);
        return PrivateFile.read(file).map(json -> SealedEntries.parse(file, json));
    }

    private void write(SealedEntries entries) {
        PrivateFile.write(folder.resolve(FILE), entries.toJson());
    }

    private String nothingIn() {
        return "there is nothing in the vault " + folder;
    }
}
