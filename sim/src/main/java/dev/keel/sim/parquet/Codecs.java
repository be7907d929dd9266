package dev.keel.sim.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Packs and unpacks pages: uncompressed, Snappy, gzip and Zstandard, which is what files of prices
 * come in. The library's own codecs load classes of Hadoop.
 */
final class Codecs implements CompressionCodecFactory {
    /** An unpacked page of more bytes is taken for damage. */
    private static final int LARGEST_PAGE = 1 << 28;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Packer(known(codec));
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Unpacker(known(codec));
    }

    @Override
    public void release() {}

    /**
     * @throws UnsupportedOperationException if it is none of ours
     */
    private static CompressionCodecName known(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD -> codec;
            case LZO, BROTLI, LZ4, LZ4_RAW ->
                    throw new UnsupportedOperationException(
                            "compression "
                                    + codec
                                    + " is not supported; known are UNCOMPRESSED, SNAPPY, GZIP and"
                                    + " ZSTD");
        };
    }

    private static byte[] pack(CompressionCodecName codec, byte[] plain) throws IOException {
        return switch (codec) {
            case SNAPPY -> Snappy.compress(plain);
            case ZSTD -> Zstd.compress(plain);
            case GZIP -> {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    out.write(plain);
                }
                yield packed.toByteArray();
            }
            case UNCOMPRESSED, LZO, BROTLI, LZ4, LZ4_RAW -> plain;
        };
    }

    private static byte[] unpack(CompressionCodecName codec, byte[] packed, int size)
            throws IOException {
        if (size < 0 || size > LARGEST_PAGE) {
            throw new IOException(
                    "a page must have at most " + LARGEST_PAGE + " bytes, has " + size);
        }
        byte[] plain =
                switch (codec) {
                    case SNAPPY -> Snappy.uncompress(packed);
                    case ZSTD -> zstd(packed, size);
                    case GZIP -> {
                        try (GZIPInputStream in =
                                new GZIPInputStream(new ByteArrayInputStream(packed))) {
                            yield in.readNBytes(size);
                        }
                    }
                    case UNCOMPRESSED, LZO, BROTLI, LZ4, LZ4_RAW -> packed;
                };
        if (plain.length != size) {
            throw new IOException("a page must unpack to " + size + " bytes, has " + plain.length);
        }
        return plain;
    }

    private static byte[] zstd(byte[] packed, int size) throws IOException {
        byte[] plain = new byte[size];
        long count = Zstd.decompress(plain, packed);
        if (Zstd.isError(count) || count != size) {
            throw new IOException("damaged page");
        }
        return plain;
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        input.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private record Packer(CompressionCodecName codec) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput plain) throws IOException {
            return BytesInput.from(pack(codec, bytes(plain)));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }

    private record Unpacker(CompressionCodecName codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput packed, int size) throws IOException {
            return BytesInput.from(unpack(codec, bytes(packed), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer plain, int size)
                throws IOException {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            plain.put(unpack(codec, bytes, size));
        }

        @Override
        public void release() {}
    }
}
