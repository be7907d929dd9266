package dev.keel.venues.simulator.http;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;

/** Takes streams, as long as they are let in. */
final class StreamFront {
    private final Dialect dialect;
    private final Traffic traffic;
    private final Set<Endpoint> open = ConcurrentHashMap.newKeySet();
    private volatile boolean up = true;

    StreamFront(Dialect dialect, Traffic traffic) {
        this.dialect = dialect;
        this.traffic = traffic;
    }

    /** Lets streams in, or cuts them all and turns new ones away. */
    void up(boolean wanted) {
        up = wanted;
        if (!wanted) {
            open.forEach(Endpoint::cut);
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
        Endpoint endpoint = new Endpoint();
        Optional<StreamSession> session = dialect.connect(asked, endpoint);
        if (session.isEmpty()) {
            Response.writeError(request, response, callback, 404);
            return null;
        }
        endpoint.session = session.get();
        return endpoint;
    }

    /** One stream. */
    private final class Endpoint extends Session.Listener.AbstractAutoDemanding implements Channel {
        private volatile @Nullable StreamSession session;

        @Override
        public void onWebSocketOpen(Session opened) {
            super.onWebSocketOpen(opened);
            open.add(this);
            if (!up) {
                cut();
            }
        }

        @Override
        public void onWebSocketText(String message) {
            traffic.heard(message);
            StreamSession hearing = session;
            if (hearing != null) {
                hearing.onText(message);
            }
        }

        @Override
        public void onWebSocketClose(
                int statusCode, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            open.remove(this);
            StreamSession hearing = session;
            if (hearing != null) {
                hearing.onClosed();
            }
            callback.succeed();
        }

        @Override
        public void send(String text) {
            Session to = getSession();
            if (to != null && to.isOpen()) {
                to.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
        }

        @Override
        public boolean isOpen() {
            Session to = getSession();
            return to != null && to.isOpen();
        }

        @Override
        public void close() {
            Session to = getSession();
            if (to != null) {
                to.close();
            }
        }

        /** Ends it without a word. */
        void cut() {
            Session to = getSession();
            if (to != null) {
                to.disconnect();
            }
        }
    }
}
