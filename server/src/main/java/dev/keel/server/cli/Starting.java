package dev.keel.server.cli;

import dev.keel.server.api.WebServer;
import dev.keel.server.platform.Platform;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.VenueSettings;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A platform that starts on a thread of its own, while the web server starts on this one. */
final class Starting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

    private final CompletableFuture<Platform> platform;

    private Starting(CompletableFuture<Platform> platform) {
        this.platform = platform;
    }

    static Starting of(PlatformSettings settings, VenueSettings venues) {
        LOG.info("starting in {}", settings.dataDirectory());
        return new Starting(
                CompletableFuture.supplyAsync(
                        () -> Platform.start(settings, venues),
                        task -> Thread.ofPlatform().name("platform-start").start(task)));
    }

    /** Waits until it is up; what kept it from coming up is thrown. */
    Platform platform() {
        try {
            return platform.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Serves it; blocks until both are up. What kept the platform from that goes first. */
    WebServer serve(InetAddress host, int port) {
        try {
            return WebServer.start(this::platform, host, port);
        } catch (RuntimeException e) {
            if (platform.isCompletedExceptionally()) {
                platform();
            }
            throw e;
        }
    }

    /** Closes it once it is up. */
    @Override
    public void close() {
        platform.handle((started, failure) -> started).thenAccept(Starting::closeIfStarted).join();
    }

    private static void closeIfStarted(Platform started) {
        if (started != null) {
            started.close();
        }
    }
}
