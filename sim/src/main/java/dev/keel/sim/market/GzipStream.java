package dev.keel.sim.market;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip data of one or more members and fails unless every byte belongs to an intact member.
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes a damaged header of a later member for the end of
 * the data and drops the rest without a word; here that is an error.
 *
 * <p>Reference: L. Peter Deutsch, "GZIP file format specification version 4.3", 1996, RFC 1952.
 */
final class GzipStream extends InputStream {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean inMember;

    GzipStream(InputStream in) {
        this.in = in;
    }

    static boolean isMagic(byte[] start) {
        return start.length >= 2 && ((start[0] & 0xff) | (start[1] & 0xff) << 8) == MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads unpacked bytes.
     *
     * @throws EOFException if the data end inside a member
     * @throws ZipException if the data are damaged or no gzip data
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || hasMore()) {
            if (!inMember) {
                readHeader();
                inMember = true;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                readTrailer();
                inMember = false;
            } else if (!inflater.needsInput()) {
                throw new ZipException("damaged data");
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (!hasMore()) {
                throw new EOFException();
            }
            inflater.setInput(buffer, position, limit - position);
            position = limit;
        }
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            ZipException damaged = new ZipException("damaged data");
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void readHeader() throws IOException {
        crc.reset();
        if (readShort() != MAGIC) {
            throw new ZipException("no gzip data where a member must start");
        }
        int method = readByte();
        int flags = readByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("unknown method or flags");
        }
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(readShort());
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        int headerCrc = (int) crc.getValue() & 0xffff;
        if ((flags & HAS_HEADER_CRC) != 0 && readShort() != headerCrc) {
            throw new ZipException("checksum of the header differs");
        }
        crc.reset();
    }

    private void readTrailer() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedCrc = crc.getValue();
        long expectedSize = inflater.getBytesWritten() & 0xffff_ffffL;
        if (readInt() != expectedCrc) {
            throw new ZipException("checksum differs");
        }
        if (readInt() != expectedSize) {
            throw new ZipException("size differs");
        }
        inflater.reset();
    }

    private boolean hasMore() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        int next;
        do {
            next = readByte();
        } while (next != 0);
    }

    private long readInt() throws IOException {
        return readShort() | (long) readShort() << 16;
    }

    private int readShort() throws IOException {
        return readByte() | readByte() << 8;
    }

    private int readByte() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
        int next = buffer[position++] & 0xff;
        crc.update(next);
        return next;
    }
}
