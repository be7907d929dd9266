package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixTransport.Sending;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where every message of a session passes on its way out, last before it becomes bytes. It waits
 * here until what is to be stored before it is stored; what cannot be stored never leaves. The
 * engine itself holds a lock while it sends: were it to wait for the disk, each message would wait
 * alone.
 */
final class OutboundGate extends IoFilterAdapter {
    /** The message of ours that this thread is sending. */
    static final ScopedValue<Outgoing> SENDING = ScopedValue.newInstance();

    private final Object lock = new Object();
    private final Deque<Held> held = new ArrayDeque<>();
    private final LongSupplier issued;
    private final InstantSource clock;
    private long stored;
    private @Nullable IoSession connection;

    /**
     * @param issued the ticket of the change that is stored last before a message that leaves now;
     *     0 where nothing waits
     */
    OutboundGate(LongSupplier issued, InstantSource clock) {
        this.issued = issued;
        this.clock = clock;
    }

    private record Held(
            long ticket,
            NextFilter next,
            IoSession session,
            WriteRequest request,
            Optional<Outgoing> message) {}

    @Override
    public void sessionOpened(NextFilter next, IoSession session) {
        synchronized (lock) {
            connection = session;
        }
        next.sessionOpened(session);
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        synchronized (lock) {
            discardHeld("the connection was lost before it was stored");
        }
        next.sessionClosed(session);
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        Optional<Outgoing> message =
                SENDING.isBound() ? Optional.of(SENDING.get()) : Optional.empty();
        message.ifPresent(Outgoing::reachGate);
        Held item = new Held(issued.getAsLong(), next, session, request, message);
        synchronized (lock) {
            if (held.isEmpty() && item.ticket() <= stored) {
                pass(item);
            } else {
                held.add(item);
            }
        }
    }

    /** All changes up to this ticket are stored. */
    void stored(long ticket) {
        synchronized (lock) {
            stored = ticket;
            while (!held.isEmpty() && held.peek().ticket() <= ticket) {
                pass(held.remove());
            }
        }
    }

    /** Nothing that waits is stored, and the numbers are not to be relied on: begin anew. */
    void discard(String why) {
        synchronized (lock) {
            discardHeld(why);
            if (connection != null) {
                connection.closeNow();
            }
        }
    }

    private void discardHeld(String why) {
        while (!held.isEmpty()) {
            held.remove().message().ifPresent(message -> message.notSent(why));
        }
    }

    /** The engine finds its number used and the message gone, and so does the counterparty. */
    private void pass(Held item) {
        Optional<String> objection = item.message().flatMap(this::objection);
        if (objection.isEmpty() && (item.session().isClosing() || !item.session().isConnected())) {
            objection = Optional.of("the connection was lost before it left");
        }
        if (objection.isPresent()) {
            String why = objection.get();
            item.message().ifPresent(message -> message.notSent(why));
            return;
        }
        item.next().filterWrite(item.session(), item.request());
        item.message().ifPresent(Outgoing::handed);
    }

    private Optional<String> objection(Outgoing message) {
        try {
            return message.notAfter().isAfter(clock.instant())
                    ? Optional.empty()
                    : Optional.of(TOO_LATE);
        } catch (RuntimeException e) {
            return Optional.of("its time could not be checked");
        }
    }

    /** Why a message did not leave whose time was over; see {@link Sending.NotSent}. */
    static final String TOO_LATE = "it was too late to leave";
}
