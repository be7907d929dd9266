package dev.keel.venues.ccxt.host;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A WebSocket server in few lines: it confirms what is subscribed to, and pushes what it is told.
 */
final class LocalStream implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    private LocalStream(ServerSocket server) {
        this.server = server;
        threads.execute(this::accept);
    }

    static LocalStream start() throws IOException {
        return new LocalStream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    String base() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<String> paths() {
        return paths;
    }

    void push(String text) throws IOException {
        for (Socket connection : connections) {
            connection.getOutputStream().write(frame(text));
        }
    }

    void dropConnections() throws IOException {
        for (Socket connection : List.copyOf(connections)) {
            connections.remove(connection);
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            threads.shutdown();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            shakeHands(in, connection.getOutputStream());
            while (true) {
                String text = readFrame(in);
                if (text.contains("SUBSCRIBE")) {
                    String id = text.replaceFirst(".*\"id\":\\s*\"?(\\d+)\"?.*", "$1");
                    connection
                            .getOutputStream()
                            .write(frame("{\"result\":null,\"id\":" + id + "}"));
                    connections.add(connection);
                }
            }
        } catch (IOException e) {
            connections.remove(connection);
        }
    }

    private void shakeHands(DataInputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        paths.add(text.substring(0, text.indexOf("\r\n")));
        String key = text.replaceFirst("(?is).*sec-websocket-key:\\s*(\\S+).*", "$1");
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + accept(key)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 4);
        frame.put((byte) 0x81);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 126).putShort((short) bytes.length);
        }
        frame.put(bytes);
        byte[] made = new byte[frame.position()];
        frame.flip().get(made);
        return made;
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropConnections();
        threads.shutdownNow();
    }
}
