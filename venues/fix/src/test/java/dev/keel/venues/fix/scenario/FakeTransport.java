package dev.keel.venues.fix.scenario;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A session that hands everything on and remembers it. */
final class FakeTransport implements FixTransport {
    private final List<FixMessage> sent = new ArrayList<>();
    private final Listener listener;
    private boolean loggedOn;
    private @Nullable String refusal;
    private boolean silent;

    FakeTransport(Listener listener) {
        this.listener = listener;
    }

    Listener listener() {
        return listener;
    }

    List<FixMessage> sent() {
        return List.copyOf(sent);
    }

    void logon() {
        loggedOn = true;
        listener.onLogon();
    }

    void drop(String why) {
        loggedOn = false;
        listener.onLogout(why);
    }

    /** From now on nothing leaves, for certain. */
    void refuse(String why) {
        refusal = why;
    }

    /** From now on nobody knows whether anything leaves. */
    void loseTrack() {
        silent = true;
    }

    @Override
    public void start() {}

    @Override
    public boolean isLoggedOn() {
        return loggedOn;
    }

    @Override
    public Sending send(FixMessage message) {
        if (!loggedOn) {
            return new Sending.NotSent("not logged on");
        }
        if (refusal != null) {
            return new Sending.NotSent(refusal);
        }
        sent.add(message);
        return new Sending.Handed(sent.size());
    }

    @Override
    public CompletionStage<Sending> offer(FixMessage message, Instant notAfter) {
        if (silent) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody knows"));
        }
        return CompletableFuture.completedFuture(send(message));
    }

    @Override
    public Numbers numbers() {
        return new Numbers(sent.size() + 1, 1);
    }

    @Override
    public void resume(Numbers numbers) {
        throw new IllegalStateException("the session has not halted");
    }

    @Override
    public void close() {
        loggedOn = false;
    }
}
