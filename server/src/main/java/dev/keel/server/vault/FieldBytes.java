package dev.keel.server.vault;

import dev.keel.venues.connector.Credentials;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Credentials as bytes and back; every array on the way is wiped. */
final class FieldBytes {
    private FieldBytes() {}

    static byte[] of(Credentials credentials) {
        List<byte[]> parts = new ArrayList<>();
        for (String name : new TreeSet<>(credentials.names())) {
            parts.add(encode(name.toCharArray()));
            parts.add(encode(credentials.get(name).orElseThrow()));
        }
        int length = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.putInt(part.length).put(part);
            Arrays.fill(part, (byte) 0);
        }
        return joined.array();
    }

    static Credentials parse(byte[] bytes) {
        Credentials credentials = Credentials.none();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            String name = String.valueOf(next(left));
            char[] value = next(left);
            Credentials _ = credentials.with(name, value);
            Arrays.fill(value, '\0');
        }
        return credentials;
    }

    private static char[] next(ByteBuffer bytes) {
        ByteBuffer part = bytes.slice(bytes.position() + Integer.BYTES, bytes.getInt());
        bytes.position(bytes.position() + part.remaining());
        CharBuffer decoded = CharBuffer.wrap(new char[part.remaining()]);
        CoderResult _ = StandardCharsets.UTF_8.newDecoder().decode(part, decoded, true);
        char[] characters = Arrays.copyOf(decoded.array(), decoded.position());
        Arrays.fill(decoded.array(), '\0');
        return characters;
    }

    private static byte[] encode(char[] characters) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        byte[] room = new byte[Math.round(characters.length * encoder.maxBytesPerChar())];
        ByteBuffer into = ByteBuffer.wrap(room);
        try {
            if (encoder.encode(CharBuffer.wrap(characters), into, true).isError()
                    || encoder.flush(into).isError()) {
                throw new IllegalArgumentException("a value must be text, has half a character");
            }
            return Arrays.copyOf(room, into.position());
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }
}
