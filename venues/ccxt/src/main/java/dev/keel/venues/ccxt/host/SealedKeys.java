package dev.keel.venues.ccxt.host;

import dev.keel.venues.connector.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An account's keys, kept so that a new child can be given them. In memory they are encrypted under
 * a key that this process has made for itself, so that a dump does not hold them in the clear; who
 * reads all of the memory can still open them.
 */
final class SealedKeys implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretKey KEY = newKey();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SortedMap<String, byte[]> fields = new TreeMap<>();

    /** Seals a copy. */
    static SealedKeys of(Credentials credentials) {
        SealedKeys sealed = new SealedKeys();
        for (String name : new TreeSet<>(credentials.names())) {
            credentials.get(name).ifPresent(value -> sealed.fields.put(name, seal(value)));
        }
        return sealed;
    }

    /** Hands each field over in the clear, and wipes it when the action is back. */
    synchronized void open(BiConsumer<String, char[]> action) {
        fields.forEach((name, sealed) -> {
            char[] value = unseal(sealed);
            try {
                action.accept(name, value);
            } finally {
                Arrays.fill(value, '\0');
            }
        });
    }

    @Override
    public synchronized void close() {
        fields.values().forEach(sealed -> Arrays.fill(sealed, (byte) 0));
        fields.clear();
    }

    @Override
    public String toString() {
        return "SealedKeys" + fields.keySet();
    }

    private static byte[] seal(char[] value) {
        byte[] plain = bytes(value);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(nonce);
        sealed.writeBytes(crypt(Cipher.ENCRYPT_MODE, nonce, plain, 0));
        Arrays.fill(plain, (byte) 0);
        return sealed.toByteArray();
    }

    private static char[] unseal(byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] plain = crypt(Cipher.DECRYPT_MODE, nonce, sealed, NONCE_BYTES);
        char[] room = new char[plain.length];
        CharBuffer decoded = CharBuffer.wrap(room);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain), decoded, true);
        char[] value = Arrays.copyOf(room, decoded.position());
        Arrays.fill(room, '\0');
        Arrays.fill(plain, (byte) 0);
        return value;
    }

    private static byte[] crypt(int mode, byte[] nonce, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, KEY, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must work in every JDK", e);
        }
    }

    private static byte[] bytes(char[] value) {
        byte[] room = new byte[value.length * 3];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value), encoded, true);
        byte[] copy = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return copy;
    }

    private static SecretKey newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256, RANDOM);
            return generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES must be in every JDK", e);
        }
    }
}
