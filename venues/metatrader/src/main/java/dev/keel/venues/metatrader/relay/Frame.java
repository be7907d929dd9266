package dev.keel.venues.metatrader.relay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * What one end tells the other.
 *
 * @param kind what to do with the file
 * @param name its path within the mailbox, with {@code /}
 * @param offset where the bytes belong; 0 but for logs
 */
record Frame(Kind kind, String name, long offset, ByteBuffer content) {
    private static final String CODES = "PAGHB";

    private static final int MOST = 16 << 20;
    private static final Pattern NAME =
            Pattern.compile(
                    "(hello|snap|ack)\\.msg|journal\\.log|(cmd|res|ask|ans)/[0-9]{12}\\.msg"
                            + "|(evt|ticks)/[0-9]{13}-[0-9]{6}\\.log");

    enum Kind {
        /** The whole file, in one piece. */
        PUT('P'),
        /** Bytes that were added to a log. */
        APPEND('A'),
        /** The other end is done with a message. */
        GONE('G'),
        /** How much of a log is there: sent by the end that receives logs, when it connects. */
        HAVE('H'),
        /** Nothing: the line is alive. */
        BEAT('B');

        private final char code;

        Kind(char code) {
            this.code = code;
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.code);
        out.writeUTF(name);
        out.writeLong(offset);
        ByteBuffer bytes = content.duplicate();
        out.writeInt(bytes.remaining());
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.write(copy);
    }

    /**
     * @throws IOException also if what came is no frame, or names what is none of the mailbox's
     */
    static Frame read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        String name = in.readUTF();
        long offset = in.readLong();
        int length = in.readInt();
        boolean isForm =
                CODES.indexOf(kind) >= 0
                        && length >= 0
                        && length <= MOST
                        && offset >= 0
                        && (isName(name) || kind == Kind.BEAT.code);
        if (!isForm) {
            throw new IOException("the other end sent what is no frame of this protocol");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        Kind meant =
                switch (kind) {
                    case 'P' -> Kind.PUT;
                    case 'A' -> Kind.APPEND;
                    case 'G' -> Kind.GONE;
                    case 'H' -> Kind.HAVE;
                    default -> Kind.BEAT;
                };
        return new Frame(meant, name, offset, ByteBuffer.wrap(content));
    }
}
