package dev.keel.venues.metatrader.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The terminal's end: connects to Keel, again and again until it is closed. */
public final class RelayAgent implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RelayAgent.class.getName());
    private static final long PAUSE_NANOS = 500_000_000L;
    private static final int CONNECT_MILLIS = 5_000;

    private final Path mailbox;
    private final InetSocketAddress keel;
    private final SSLSocketFactory sockets;
    private final ThreadFactory threads;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicReference<@Nullable SSLSocket> current = new AtomicReference<>();
    private final AtomicReference<String> trouble = new AtomicReference<>("not connected yet");

    private RelayAgent(
            Path mailbox, InetSocketAddress keel, SSLSocketFactory sockets, ThreadFactory threads) {
        this.mailbox = mailbox;
        this.keel = keel;
        this.sockets = sockets;
        this.threads = threads;
    }

    /**
     * Starts to connect.
     *
     * @param mailbox the one that the Expert Advisor uses
     * @throws IOException if the certificates cannot be read
     */
    public static RelayAgent start(
            Path mailbox, InetSocketAddress keel, Certificates certificates, ThreadFactory threads)
            throws IOException {
        RelayAgent agent =
                new RelayAgent(mailbox, keel, certificates.context().getSocketFactory(), threads);
        threads.newThread(agent::run).start();
        return agent;
    }

    /** Why it is not connected, in words; empty if it is. */
    public String trouble() {
        return trouble.get();
    }

    private void run() {
        while (!isClosed.get()) {
            try (SSLSocket socket = (SSLSocket) sockets.createSocket()) {
                current.set(socket);
                connect(socket);
                trouble.set("");
                Line.run(mailbox, Side.TERMINAL, socket, threads);
                trouble.set("the connection was lost");
            } catch (IOException e) {
                trouble.set(String.valueOf(e.getMessage()));
                LOG.log(Logger.Level.INFO, "relay: no connection: {0}", e.getMessage());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The certificate must be the server's, whatever address it is reached under. */
    private void connect(SSLSocket socket) throws IOException {
        InetSocketAddress address = new InetSocketAddress(keel.getHostString(), keel.getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setServerNames(List.of(new SNIHostName("keel-server")));
        socket.setSSLParameters(parameters);
        socket.connect(address, CONNECT_MILLIS);
        socket.setSoTimeout(2 * CONNECT_MILLIS);
        socket.startHandshake();
        String name = socket.getSession().getPeerPrincipal().getName();
        if (!name.equals("CN=keel-server")) {
            throw new IOException("the other end must be keel-server, was " + name);
        }
    }

    @Override
    public void close() throws IOException {
        isClosed.set(true);
        SSLSocket socket = current.getAndSet(null);
        if (socket != null) {
            socket.close();
        }
    }
}
