package dev.keel.ledger.journal;

import dev.keel.ledger.database.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between client and server, and can lose the answer to a commit: the server gets it, the
 * client's connection breaks.
 */
final class CuttingProxy implements AutoCloseable {
    /** As the statement is spelt out in a message of the protocol. */
    private static final String COMMIT = "\0COMMIT\0";

    private final URI server;
    private final ServerSocket socket;
    private final AtomicBoolean armed = new AtomicBoolean();

    CuttingProxy(DatabaseAddress address) throws IOException {
        server = URI.create(address.jdbcUrl().substring("jdbc:".length()));
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    /** The same database, through the proxy. */
    DatabaseAddress address(DatabaseAddress direct) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + server.getPath(),
                direct.user(),
                direct.password());
    }

    /** Loses the answer to the next commit that is spelt out. */
    void loseNextAnswer() {
        armed.set(true);
    }

    boolean hasLostOne() {
        return !armed.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                AtomicBoolean mute = new AtomicBoolean();
                Thread.startVirtualThread(() -> pump(client, upstream, mute));
                Thread.startVirtualThread(() -> answer(upstream, client, mute));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void pump(Socket client, Socket upstream, AtomicBoolean mute) {
        byte[] buffer = new byte[65_536];
        try (client;
                upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (contains(buffer, n) && armed.compareAndSet(true, false)) {
                    mute.set(true);
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException _) {
            // Either side has gone; closing both is all there is to do.
        }
    }

    private static void answer(Socket upstream, Socket client, AtomicBoolean mute) {
        byte[] buffer = new byte[65_536];
        try (client) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (mute.get()) {
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException _) {
            // As above.
        }
    }

    private static boolean contains(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }
}
