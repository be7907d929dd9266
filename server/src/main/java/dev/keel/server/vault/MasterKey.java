package dev.keel.server.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key that seals; its id tells keys apart and says nothing of the key. */
final class MasterKey {
    static final int NONCE_BYTES = 12;

    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeySpec key;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = idOf(bytes);
    }

    static MasterKey generate(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        try {
            return new MasterKey(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Reads a key file.
     *
     * @throws VaultException if others may read it, or it holds no key
     */
    static MasterKey read(Path file) {
        PrivateFile.openToOthers(file)
                .ifPresent(problem -> {
                    throw new VaultException(problem);
                });
        byte[] text =
                PrivateFile.read(file)
                        .orElseThrow(() -> new VaultException("there is no key " + file));
        byte[] bytes = new byte[0];
        try {
            bytes = HEX.parseHex(new String(text, StandardCharsets.US_ASCII).strip());
            if (bytes.length != KEY_BYTES) {
                throw notAKey(file);
            }
            return new MasterKey(bytes);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would show the text.
            throw notAKey(file);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    void write(Path file) {
        byte[] bytes = key.getEncoded();
        byte[] text = HEX.formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
        try {
            PrivateFile.write(file, text);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Tells this key from others. */
    String id() {
        return id;
    }

    byte[] seal(byte[] nonce, byte[] bound, byte[] clear) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new VaultException("AES-256-GCM is not to be had from this JDK", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws GeneralSecurityException if it is not what was sealed under this key
     */
    byte[] open(byte[] nonce, byte[] bound, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(sealed);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static String idOf(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("keel vault key id".getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(digest.digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new VaultException("SHA-256 is not to be had from this JDK", e);
        }
    }

    private static VaultException notAKey(Path file) {
        return new VaultException(
                file + " must hold a key of 64 hexadecimal digits: restore it from its backup");
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
