package dev.keel.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The other end of a FIX 4.4 session: accepts every order and fills it, two reports each. It knows
 * just as much of the protocol as that takes, so that what is measured is our end.
 */
final class FillingCounterparty implements AutoCloseable {
    static final String NAME = "VENUE";
    static final String CLIENT = "KEEL";

    private static final byte DELIMITER = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ServerSocket server;
    private final Thread thread;
    private int next = 1;
    private long executions;

    FillingCounterparty() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("bench-counterparty").daemon().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, until it ends. */
    private void serve() {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            String message = read(in);
            while (!message.isEmpty()) {
                answer(message, out);
                if (in.available() == 0) {
                    out.flush();
                }
                message = read(in);
            }
        } catch (IOException e) {
            // The session has ended, and with it the measurement.
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String message, OutputStream out) throws IOException {
        switch (field(message, "35")) {
            case "A" -> write(out, "A", "98=0\u0001108=" + field(message, "108") + "\u0001");
            case "0" -> {}
            case "1" -> write(out, "0", "112=" + field(message, "112") + "\u0001");
            case "5" -> write(out, "5", "");
            case "D" -> fill(message, out);
            default -> throw new IOException("a message that is not expected: " + message);
        }
    }

    private void fill(String order, OutputStream out) throws IOException {
        String id = field(order, "11");
        String price = field(order, "44");
        String head = "37=V" + id + "\u000111=" + id + "\u000155=TEST\u000154=1\u000138=1\u0001";
        write(out, "8", head + execution() + "150=0\u000139=0\u0001151=1\u000114=0\u00016=0\u0001");
        write(
                out,
                "8",
                head
                        + execution()
                        + "150=F\u000139=2\u000132=1\u000131="
                        + price
                        + "\u0001151=0\u000114=1\u00016="
                        + price
                        + "\u0001");
    }

    private String execution() {
        executions++;
        return "17=" + executions + "\u0001";
    }

    private void write(OutputStream out, String type, String body) throws IOException {
        String content =
                "35="
                        + type
                        + "\u000134="
                        + next
                        + "\u000149="
                        + NAME
                        + "\u000156="
                        + CLIENT
                        + "\u000152="
                        + TIME.format(Instant.now())
                        + '\u0001'
                        + body;
        next++;
        String framed = "8=FIX.4.4\u00019=" + content.length() + '\u0001' + content;
        int sum = 0;
        for (int i = 0; i < framed.length(); i++) {
            sum += framed.charAt(i);
        }
        String end = "10=" + String.format(Locale.ROOT, "%03d", sum % 256) + '\u0001';
        out.write((framed + end).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next message; empty at the end of the connection. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int fieldAt = 0;
        int next = in.read();
        while (next >= 0) {
            bytes.write(next);
            if (next == DELIMITER) {
                String field =
                        bytes.toString(StandardCharsets.ISO_8859_1).substring(fieldAt, fieldAt + 3);
                if (field.equals("10=")) {
                    return bytes.toString(StandardCharsets.ISO_8859_1);
                }
                fieldAt = bytes.size();
            }
            next = in.read();
        }
        return "";
    }

    private static String field(String message, String tag) {
        int at = message.indexOf('\u0001' + tag + "=");
        if (at < 0) {
            return "";
        }
        int from = at + tag.length() + 2;
        return message.substring(from, message.indexOf('\u0001', from));
    }
}
