package dev.keel.ledger.chain;

import dev.keel.ledger.database.LedgerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The key pair that signs anchors, Ed25519, drawn at random at the first start: the secret half in
 * {@code key}, which only its owner can read, the public half in {@code key.pub}.
 */
final class AnchorKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String SECRET = "key";
    private static final String PUBLIC = "key.pub";
    private static final int ID_BYTES = 8;

    private final PrivateKey secret;
    private final Public shown;

    private AnchorKey(PrivateKey secret, Public shown) {
        this.secret = secret;
        this.shown = shown;
    }

    /** The half that anybody may have: it proves signatures. */
    static final class Public {
        private final PublicKey key;

        private Public(PublicKey key) {
            this.key = key;
        }

        /**
         * Reads it from a folder.
         *
         * @throws LedgerException if it is not there or is none
         */
        static Public read(Path folder) {
            Path file = folder.resolve(PUBLIC);
            try {
                byte[] encoded = decode(file);
                return new Public(
                        KeyFactory.getInstance(ALGORITHM)
                                .generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (IOException e) {
                throw new LedgerException("the anchors' public key cannot be read: " + file, e);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new LedgerException("there is no public key in " + file, e);
            }
        }

        /** What tells the key apart: the beginning of the SHA-256 of its encoded form. */
        String id() {
            byte[] hash = EventHasher.sha256().digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        }

        boolean proves(byte[] signed, byte[] signature) {
            try {
                Signature check = Signature.getInstance(ALGORITHM);
                check.initVerify(key);
                check.update(signed);
                return check.verify(signature);
            } catch (GeneralSecurityException _) {
                // Not even the form of a signature.
                return false;
            }
        }
    }

    /**
     * Reads the pair from a folder, or makes one where there is none.
     *
     * @throws LedgerException if there are anchors but no key, or if the folder cannot be used
     */
    static AnchorKey in(Path folder, boolean hasAnchors) {
        try {
            if (!Files.exists(folder.resolve(SECRET))) {
                if (hasAnchors) {
                    throw new LedgerException(
                            "the key of the anchors in "
                                    + folder
                                    + " is gone: bring it back from a copy, or move the folder away"
                                    + " and keep it as evidence; the next start makes a new key");
                }
                create(folder);
            }
            PrivateKey secret =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(decode(folder.resolve(SECRET))));
            AnchorKey pair = new AnchorKey(secret, Public.read(folder));
            pair.requireThatItFits(folder);
            return pair;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // The cause of a bad key could show a piece of it.
            throw new LedgerException("the anchors' key in " + folder + " cannot be used");
        }
    }

    Public shown() {
        return shown;
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the anchors' key does not sign", e);
        }
    }

    private void requireThatItFits(Path folder) {
        byte[] text = PUBLIC.getBytes(StandardCharsets.US_ASCII);
        if (!shown.proves(text, sign(text))) {
            throw new LedgerException(
                    "the two halves of the anchors' key in " + folder + " differ");
        }
    }

    /** The secret half comes last: where it is, the other one is. */
    private static void create(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        write(folder.resolve(PUBLIC), "rw-r--r--", pair.getPublic().getEncoded());
        write(folder.resolve(SECRET), "rw-------", pair.getPrivate().getEncoded());
    }

    private static void write(Path file, String permissions, byte[] encoded) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        // Created with its permissions: at no time can others read it.
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(permissions)))) {
            ByteBuffer bytes =
                    StandardCharsets.US_ASCII.encode(
                            Base64.getEncoder().encodeToString(encoded) + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getDecoder()
                .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }
}
