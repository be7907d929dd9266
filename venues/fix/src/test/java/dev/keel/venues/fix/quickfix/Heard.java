package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that writes down what it hears, and throws when told to. */
final class Heard implements FixTransport.Listener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<FixMessage> messages = new LinkedBlockingQueue<>();
    private final List<String> all = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<FixMessage> before = _ -> {};

    /** Runs before each message is taken, and may throw. */
    void before(Consumer<FixMessage> action) {
        before = action;
    }

    @Override
    public void onLogon() {
        note("logon");
    }

    @Override
    public void onLogout(String why) {
        note("logout " + why);
    }

    @Override
    public void onMessage(FixMessage message) {
        before.accept(message);
        messages.add(message);
    }

    @Override
    public void onRefusedByUs(FixMessage message, String why) {
        note("refused " + message.type() + " " + message.get(17).orElse("-") + " " + why);
    }

    @Override
    public void onResendVetoed(FixMessage message) {
        note("vetoed " + message.type() + " " + message.get(11).orElse("-"));
    }

    @Override
    public void onHalted(String why) {
        note("halted " + why);
    }

    @Override
    public void onUnreachable(String why) {
        note("unreachable " + why);
    }

    /** Waits for an event that begins so. */
    String await(String beginning) {
        try {
            String event = events.poll(RawPeer.patience().toMillis(), TimeUnit.MILLISECONDS);
            while (event != null && !event.startsWith(beginning)) {
                event = events.poll(RawPeer.patience().toMillis(), TimeUnit.MILLISECONDS);
            }
            if (event == null) {
                throw new AssertionError("no event '" + beginning + "', only " + all);
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the next message. */
    FixMessage message() {
        try {
            FixMessage message =
                    messages.poll(RawPeer.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("no message, only " + all);
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean hasMessage() {
        return !messages.isEmpty();
    }

    List<String> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    private void note(String event) {
        all.add(event);
        events.add(event);
    }
}
