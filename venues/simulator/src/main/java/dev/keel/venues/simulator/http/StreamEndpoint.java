package dev.keel.venues.simulator.http;

import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One stream. Public only because the WebSocket library looks for its methods. */
public final class StreamEndpoint extends Session.Listener.AbstractAutoDemanding
        implements Channel {
    private final Traffic traffic;
    private final Consumer<StreamEndpoint> whenOpen;
    private final Consumer<StreamEndpoint> whenClosed;
    private volatile @Nullable StreamSession session;

    StreamEndpoint(
            Traffic traffic,
            Consumer<StreamEndpoint> whenOpen,
            Consumer<StreamEndpoint> whenClosed) {
        this.traffic = traffic;
        this.whenOpen = whenOpen;
        this.whenClosed = whenClosed;
    }

    void hears(StreamSession hearing) {
        session = hearing;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        super.onWebSocketOpen(opened);
        whenOpen.accept(this);
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
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        whenClosed.accept(this);
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
            to.sendText(text, Callback.NOOP);
        }
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
