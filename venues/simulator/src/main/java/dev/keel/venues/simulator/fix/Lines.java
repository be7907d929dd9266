package dev.keel.venues.simulator.fix;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Takes connections on this machine, and reads messages off each on a thread of its own. */
final class Lines implements AutoCloseable {
    private final ServerSocket server;
    private final End end;

    /** Where messages go; called from any thread. */
    interface End {
        /**
         * A message has come.
         *
         * @return whether the line stays
         */
        boolean take(Socket line, String text);

        /** Nothing more comes from there. */
        void gone(Socket line);
    }

    Lines(End end) {
        this.end = end;
        try {
            server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open() {
        Thread.ofVirtual().name("fix-venue").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                Thread.ofVirtual().name("fix-venue-line").start(() -> serve(line));
            } catch (IOException _) {
                // Closed, or a connection that came to nothing: the next one.
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            InputStream in = new BufferedInputStream(line.getInputStream());
            String text;
            while ((text = Wire.read(in)) != null) {
                if (!end.take(line, text)) {
                    break;
                }
            }
        } catch (IOException _) {
            // The line is gone; so is what was on it.
            end.gone(line);
            return;
        }
        end.gone(line);
    }

    static void cut(@Nullable Socket line) {
        if (line == null) {
            return;
        }
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
