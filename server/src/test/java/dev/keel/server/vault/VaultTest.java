package dev.keel.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.connector.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final String SECRET = "s3cr3t-\u00e4\u20ac-value";

    @TempDir private Path temporary;
    private Path folder;
    private Vault vault;

    @BeforeEach
    void create() {
        folder = temporary.resolve("venues");
        vault = new Vault(folder, new SecureRandom());
    }

    @Test
    void givesBackWhatWasPutIn() {
        put("alice", "apiKey", "key-1", "secret", SECRET);

        assertThat(read("alice", "secret")).isEqualTo(SECRET);
        assertThat(read("alice", "apiKey")).isEqualTo("key-1");
        assertThat(new Vault(folder, new SecureRandom()).names()).containsExactly("alice");
        assertThat(vault.get("bob")).isEmpty();
    }

    @Test
    void anEmptyVaultHasNothingAndMakesNothing() {
        assertThat(vault.get("alice")).isEmpty();
        assertThat(vault.names()).isEmpty();
        assertThat(vault.problems()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void writesNoSecretInTheClear() throws IOException {
        put("alice", "secret", SECRET);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .allSatisfy(file ->
                            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                    .doesNotContain(SECRET)
                                    .doesNotContain("s3cr3t")
                                    .doesNotContain(
                                            Base64.getEncoder()
                                                    .encodeToString(
                                                            "s3cr3t"
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8))));
        }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        put("alice", "secret", SECRET);

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("vault.key"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("vault.json"))).isEqualTo("rw-------");
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        put("alice", "secret", SECRET);
        Files.setPosixFilePermissions(
                folder.resolve("vault.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> vault.get("alice"))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("chmod 600");
        assertThat(vault.problems()).singleElement().asString().contains("chmod 600");
    }

    @Test
    void saysThatTheKeyIsMissingAndMakesNoOther() throws IOException {
        put("alice", "secret", SECRET);
        Files.delete(folder.resolve("vault.key"));

        assertThatThrownBy(() -> vault.get("alice"))
                .hasMessageContaining("vault.key")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> put("bob", "secret", "x")).hasMessageContaining("missing");
        assertThat(folder.resolve("vault.key")).doesNotExist();
    }

    @Test
    void tellsAnotherKeyFromAnAlteredEntry() throws IOException {
        put("alice", "secret", SECRET);
        Vault other = new Vault(temporary.resolve("other"), new SecureRandom());
        try (Credentials credentials = Credentials.none().with("secret", "x".toCharArray())) {
            other.put("alice", credentials);
        }
        Files.copy(
                temporary.resolve("other/vault.key"),
                folder.resolve("vault.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> vault.get("alice")).hasMessageContaining("sealed under key");
        assertThatThrownBy(() -> put("bob", "secret", "x")).hasMessageContaining("sealed under");
    }

    @Test
    void saysThatAKeyFileHoldsNoKeyWithoutShowingIt() throws IOException {
        put("alice", "secret", SECRET);
        Files.writeString(folder.resolve("vault.key"), "zz-not-a-key");

        assertThatThrownBy(() -> vault.get("alice"))
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("zz-not-a-key")
                .hasNoCause();
    }

    @Test
    void noticesAChangedByte() throws IOException {
        put("alice", "secret", SECRET);
        SealedEntries stored = stored();
        SealedEntries.Sealed sealed = sealed("alice");
        byte[] altered = sealed.content().clone();
        altered[3] ^= 1;
        store(stored.with("alice", new SealedEntries.Sealed(1, sealed.nonce(), altered)));

        assertThatThrownBy(() -> vault.get("alice"))
                .hasMessageContaining("'alice'")
                .hasMessageContaining("altered");
    }

    @Test
    void noticesAnEntryUnderAnotherName() throws IOException {
        put("alice", "secret", SECRET);
        put("bob", "secret", "other");
        SealedEntries stored = stored();
        store(stored.with("bob", sealed("alice")));

        assertThatThrownBy(() -> vault.get("bob")).hasMessageContaining("altered");
    }

    @Test
    void noticesAnOlderVersionUnderANewNumber() throws IOException {
        put("alice", "secret", "old");
        SealedEntries.Sealed old = sealed("alice");
        put("alice", "secret", "new");
        store(stored().with("alice", new SealedEntries.Sealed(2, old.nonce(), old.content())));

        assertThatThrownBy(() -> vault.get("alice")).hasMessageContaining("altered");
    }

    @Test
    void noNonceIsUsedTwice() throws IOException {
        put("alice", "secret", SECRET);
        byte[] first = sealed("alice").nonce();
        put("alice", "secret", SECRET);

        assertThat(sealed("alice").nonce()).isNotEqualTo(first);
        assertThat(sealed("alice").version()).isEqualTo(2);
    }

    @Test
    void rotatesTheKeyAndKeepsTheSecrets() throws IOException {
        put("alice", "secret", SECRET);
        put("bob", "secret", "of bob");
        String before = Files.readString(folder.resolve("vault.key"));

        vault.rotate();

        assertThat(Files.readString(folder.resolve("vault.key"))).isNotEqualTo(before);
        assertThat(permissions(folder.resolve("vault.key"))).isEqualTo("rw-------");
        assertThat(read("alice", "secret")).isEqualTo(SECRET);
        assertThat(read("bob", "secret")).isEqualTo("of bob");
        assertThat(folder.resolve("vault.key.next")).doesNotExist();
    }

    @Test
    void endsARotationThatWasCutShortAfterTheVaultWasWritten() throws IOException {
        put("alice", "secret", SECRET);
        Path old = temporary.resolve("old.key");
        Files.copy(folder.resolve("vault.key"), old);
        vault.rotate();
        Files.move(folder.resolve("vault.key"), folder.resolve("vault.key.next"));
        Files.copy(old, folder.resolve("vault.key"));
        Files.setPosixFilePermissions(
                folder.resolve("vault.key"), PosixFilePermissions.fromString("rw-------"));

        assertThat(read("alice", "secret")).isEqualTo(SECRET);
        assertThat(folder.resolve("vault.key.next")).doesNotExist();
    }

    @Test
    void forgetsARotationThatWasCutShortBeforeTheVaultWasWritten() {
        put("alice", "secret", SECRET);
        MasterKey.generate(new SecureRandom()).write(folder.resolve("vault.key.next"));

        assertThat(read("alice", "secret")).isEqualTo(SECRET);
        assertThat(folder.resolve("vault.key.next")).doesNotExist();
    }

    @Test
    void removesAnEntry() {
        put("alice", "secret", SECRET);
        put("bob", "secret", "of bob");

        vault.remove("alice");
        vault.remove("nobody");

        assertThat(vault.names()).containsExactly("bob");
        assertThat(vault.get("alice")).isEmpty();
    }

    @Test
    void saysThatAFileIsDamaged() throws IOException {
        put("alice", "secret", SECRET);
        Files.writeString(folder.resolve("vault.json"), "{\"format\":1,");

        assertThatThrownBy(() -> vault.get("alice")).hasMessageContaining("damaged");
    }

    private void put(String name, String... fields) {
        try (Credentials credentials = Credentials.none()) {
            for (int i = 0; i < fields.length; i += 2) {
                Credentials _ = credentials.with(fields[i], fields[i + 1].toCharArray());
            }
            vault.put(name, credentials);
        }
    }

    private String read(String name, String field) {
        try (Credentials credentials = vault.get(name).orElseThrow()) {
            return String.valueOf(credentials.get(field).orElseThrow());
        }
    }

    private SealedEntries stored() throws IOException {
        Path file = folder.resolve("vault.json");
        return SealedEntries.parse(file, Files.readAllBytes(file));
    }

    private SealedEntries.Sealed sealed(String name) throws IOException {
        return Objects.requireNonNull(stored().entries().get(name));
    }

    private void store(SealedEntries entries) throws IOException {
        Files.write(folder.resolve("vault.json"), entries.toJson());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
