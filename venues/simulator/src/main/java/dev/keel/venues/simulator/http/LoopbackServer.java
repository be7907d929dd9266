package dev.keel.venues.simulator.http;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A port of the loopback address on which one dialect is spoken. */
public final class LoopbackServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final StreamFront streams;
    private final Server server;
    private final ServerConnector connector;

    /**
     * Opens it.
     *
     * @param port 0 for any that is free
     * @param holdBack how long a delayed request is held back
     */
    public LoopbackServer(
            Dialect dialect, FaultPlan plan, Traffic traffic, int port, Duration holdBack) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("simulated-venue");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(PATIENCE.toMillis());
        server.addConnector(connector);
        streams = new StreamFront(dialect, traffic);
        WebSocketUpgradeHandler upgrade =
                WebSocketUpgradeHandler.from(
                        server,
                        container -> {
                            container.setIdleTimeout(PATIENCE);
                            container.addMapping("/*", streams::accept);
                        });
        Executor later =
                CompletableFuture.delayedExecutor(
                        holdBack.toMillis(), TimeUnit.MILLISECONDS, threads);
        upgrade.setHandler(new HttpFront(dialect, plan, traffic, later));
        server.setHandler(upgrade);
        start();
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String baseUrl() {
        return "http://" + connector.getHost() + ":" + connector.getLocalPort();
    }

    /** Lets streams in, or cuts them all and turns new ones away. */
    public void streams(boolean up) {
        streams.up(up);
    }

    @Override
    public void close() {
        streams.up(false);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulated venue did not stop", e);
        }
    }

    private void start() {
        try {
            server.start();
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("the simulated venue cannot listen", e);
        } catch (Exception e) {
            throw new IllegalStateException("the simulated venue did not start", e);
        }
    }
}
