package dev.keel.venues.simulator.http;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;

/** Takes streams, as long as they are let in. */
final class StreamFront {
    private final Dialect dialect;
    private final Traffic traffic;
    private final Set<StreamEndpoint> open = ConcurrentHashMap.newKeySet();
    private volatile boolean up = true;

    StreamFront(Dialect dialect, Traffic traffic) {
        this.dialect = dialect;
        this.traffic = traffic;
    }

    /** Lets streams in, or cuts them all and turns new ones away. */
    void up(boolean wanted) {
        up = wanted;
        if (!wanted) {
            open.forEach(StreamEndpoint::cut);
        }
    }

    @Nullable Object accept(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        WireRequest asked = HttpFront.read(request, "");
        traffic.heard("GET /" + asked.host() + asked.path() + "?" + asked.query() + " (stream)");
        if (!up) {
            Response.writeError(request, response, callback, 503);
            return null;
        }
        StreamEndpoint endpoint = new StreamEndpoint(traffic, this::opened, open::remove);
        Optional<StreamSession> session = dialect.connect(asked, endpoint);
        if (session.isEmpty()) {
            Response.writeError(request, response, callback, 404);
            return null;
        }
        endpoint.hears(session.get());
        return endpoint;
    }

    private void opened(StreamEndpoint endpoint) {
        open.add(endpoint);
        if (!up) {
            endpoint.cut();
        }
    }
}
