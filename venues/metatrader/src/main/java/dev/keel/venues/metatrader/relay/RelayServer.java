package dev.keel.venues.metatrader.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Keel's end: waits for the agent beside the terminal. One agent at a time, the latest. */
public final class RelayServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RelayServer.class.getName());

    private final Path mailbox;
    private final SSLServerSocket socket;
    private final ThreadFactory threads;
    private final AtomicReference<@Nullable SSLSocket> current = new AtomicReference<>();

    private RelayServer(Path mailbox, SSLServerSocket socket, ThreadFactory threads) {
        this.mailbox = mailbox;
        this.socket = socket;
        this.threads = threads;
    }

    /**
     * Begins to listen.
     *
     * @param mailbox the copy on this machine
     * @param address port 0 takes any that is free
     */
    public static RelayServer start(
            Path mailbox,
            InetSocketAddress address,
            Certificates certificates,
            ThreadFactory threads)
            throws IOException {
        SSLServerSocket socket =
                (SSLServerSocket)
                        certificates.context().getServerSocketFactory().createServerSocket();
        socket.setNeedClientAuth(true);
        socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        socket.bind(address);
        RelayServer server = new RelayServer(mailbox, socket, threads);
        threads.newThread(server::accept).start();
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket agent = (SSLSocket) socket.accept();
                threads.newThread(() -> serve(agent)).start();
            } catch (IOException e) {
                LOG.log(Logger.Level.DEBUG, "relay: listening ended: {0}", e.getMessage());
            }
        }
    }

    /** Only one that has shown its certificate takes the place of the one before. */
    private void serve(SSLSocket agent) {
        try (agent) {
            agent.setSoTimeout(10_000);
            agent.startHandshake();
            SSLSocket before = current.getAndSet(agent);
            if (before != null) {
                before.close();
            }
            Line.run(mailbox, Side.KEEL, agent, threads);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "relay: an agent was turned away: {0}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        SSLSocket agent = current.getAndSet(null);
        if (agent != null) {
            agent.close();
        }
    }
}
