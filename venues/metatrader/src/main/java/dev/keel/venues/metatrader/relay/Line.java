package dev.keel.venues.metatrader.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** One connection between the ends, from its handshake to its loss. */
final class Line {
    private static final Logger LOG = System.getLogger(Line.class.getName());
    private static final int SILENCE_MILLIS = 10_000;
    private static final long TURN_NANOS = 5_000_000;

    private Line() {}

    /** Copies until the connection is lost; blocks. */
    static void run(Path root, Side side, SSLSocket socket, ThreadFactory threads) {
        try {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            try (Copier copier = new Copier(root, side, socket)) {
                copier.begin();
                Thread sender = threads.newThread(() -> sendAll(copier));
                sender.start();
                receiveAll(copier);
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.INFO, "relay: the connection is over: {0}", e.getMessage());
        }
    }

    private static void receiveAll(Copier copier) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            copier.receive();
        }
    }

    private static void sendAll(Copier copier) {
        try (copier) {
            while (!Thread.currentThread().isInterrupted()) {
                copier.sendNews();
                LockSupport.parkNanos(TURN_NANOS);
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.INFO, "relay: nothing can be sent: {0}", e.getMessage());
        }
    }
}
