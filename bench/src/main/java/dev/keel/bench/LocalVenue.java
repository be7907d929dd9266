package dev.keel.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An exchange that takes every order at once and pushes trades as fast as they are taken: as little
 * work as a server can do, so that what is measured is the client.
 */
final class LocalVenue implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] ACCEPTED =
            response(
                    """
                    {"symbol":"BTCUSDT","orderId":1234567890123456789,"clientOrderId":"77",\
                    "transactTime":1700000000000,"price":"65000.10","origQty":"0.10",\
                    "executedQty":"0.00","cummulativeQuoteQty":"0.00","status":"NEW",\
                    "timeInForce":"GTC","type":"LIMIT","side":"BUY","fills":[]}\
                    """);
    private static final int BATCH = 64;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong orders = new AtomicLong();
    private final int trades;

    private LocalVenue(ServerSocket server, int trades) {
        this.server = server;
        this.trades = trades;
        threads.execute(this::accept);
    }

    /**
     * Starts it.
     *
     * @param trades how many are pushed to each that subscribes; their ids count from 1
     */
    static LocalVenue start(int trades) {
        try {
            return new LocalVenue(
                    new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()), trades);
        } catch (IOException e) {
            throw new IllegalStateException("no port could be had: " + e.getMessage(), e);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    long orders() {
        return orders.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            threads.shutdownNow();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            OutputStream out = connection.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (head.contains("upgrade: websocket")) {
                    stream(head, in, out);
                    return;
                }
                in.skipNBytes(length(head));
                orders.incrementAndGet();
                out.write(ACCEPTED);
            }
        } catch (IOException e) {
            // The client is gone, which is how each of them ends.
            return;
        }
    }

    /** The lines before the body, in lower case but for their values' sake; empty at the end. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(1_024);
        int ended = 0;
        while (ended < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            boolean expected = next == (ended % 2 == 0 ? '\r' : '\n');
            ended = expected ? ended + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII)
                .replaceAll("(?i)upgrade: *websocket", "upgrade: websocket");
    }

    private static long length(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        return at < 0
                ? 0
                : Long.parseLong(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
    }

    private void stream(String head, InputStream in, OutputStream out) throws IOException {
        String key = head.replaceFirst("(?is).*sec-websocket-key:\\s*(\\S+).*", "$1");
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + accepted(key)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in.read(new byte[1_024]);
        out.write(frame("{\"result\":null,\"id\":1}"));
        ByteArrayOutputStream batch = new ByteArrayOutputStream(1 << 14);
        for (int id = 1; id <= trades; id++) {
            batch.writeBytes(frame(trade(id)));
            if (id % BATCH == 0 || id == trades) {
                batch.writeTo(out);
                batch.reset();
            }
        }
        in.skip(Long.MAX_VALUE);
    }

    static String trade(int id) {
        return "{\"e\":\"trade\",\"E\":1700000000000,\"s\":\"BTCUSDT\",\"t\":"
                + id
                + ",\"p\":\"65000.10\",\"q\":\"0.10\",\"T\":1700000000000,\"m\":true,\"M\":true}";
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > 125) {
            throw new IllegalArgumentException(
                    "text must fit a short frame, was " + bytes.length + " bytes");
        }
        byte[] frame = new byte[bytes.length + 2];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 2, bytes.length);
        return frame;
    }

    private static String accepted(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1")
                                    .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static byte[] response(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("the server must close", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
