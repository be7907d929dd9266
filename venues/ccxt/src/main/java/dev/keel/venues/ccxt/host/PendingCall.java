package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its answer. It is claimed for writing or given up, never both: one that was
 * given up before it was claimed has certainly not been sent.
 */
final class PendingCall implements Outgoing {
    private final byte[] line;
    private final boolean secret;
    private final CompletableFuture<HostReply> answer = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicReference<@Nullable Future<?>> alarm = new AtomicReference<>();

    private enum State {
        QUEUED,
        CLAIMED,
        GIVEN_UP
    }

    PendingCall(byte[] line, boolean secret) {
        this.line = line;
        this.secret = secret;
    }

    CompletableFuture<HostReply> answer() {
        return answer;
    }

    @Override
    public boolean claim() {
        return state.compareAndSet(State.QUEUED, State.CLAIMED);
    }

    @Override
    public byte[] line() {
        return line;
    }

    @Override
    public boolean secret() {
        return secret;
    }

    /** What ends it if nothing else does. */
    void alarm(Future<?> timer) {
        alarm.set(timer);
        if (answered.get()) {
            timer.cancel(false);
        }
    }

    void complete(HostReply reply, Executor executor) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        Future<?> timer = alarm.get();
        if (timer != null) {
            timer.cancel(false);
        }
        try {
            executor.execute(() -> answer.complete(reply));
        } catch (RejectedExecutionException e) {
            // The executor went first: whoever waits is told on this thread.
            answer.complete(reply);
        }
    }

    /** There will be no answer. */
    void lose(String why, Executor executor) {
        boolean unsent = state.compareAndSet(State.QUEUED, State.GIVEN_UP);
        if (unsent && secret) {
            Arrays.fill(line, (byte) 0);
        }
        complete(new Lost(why, unsent ? Sent.NO : Sent.MAYBE), executor);
    }
}
