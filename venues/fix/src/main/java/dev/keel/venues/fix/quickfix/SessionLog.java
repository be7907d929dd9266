package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.Masking;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.MessageUtils;
import quickfix.field.MsgSeqNum;

/**
 * The engine's log, with every secret masked and most heartbeats left out. Remembers the last
 * messages that came in, and why the connection ended: the engine tells neither.
 */
final class SessionLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger("dev.keel.venues.fix.session");

    private static final int REMEMBERED = 64;

    /** One heartbeat in so many is written. */
    private static final int HEARTBEATS = 100;

    private static final String DISCONNECTING = "Disconnecting: ";

    private final Map<Integer, String> recent =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final String session;
    private final Consumer<String> incoming;
    private final Consumer<String> disconnecting;
    private int heartbeats;

    /**
     * @param incoming hears each message that comes in, before the engine does
     * @param disconnecting hears why a connection ends
     */
    SessionLog(String session, Consumer<String> incoming, Consumer<String> disconnecting) {
        this.session = session;
        this.incoming = incoming;
        this.disconnecting = disconnecting;
    }

    /** A message that came in not long ago, as it came. */
    synchronized Optional<String> received(int sequence) {
        return Optional.ofNullable(recent.get(sequence));
    }

    @Override
    public void onIncoming(String message) {
        write("in", message);
        synchronized (this) {
            recent.put(sequence(message), message);
        }
        incoming.accept(message);
    }

    @Override
    public void onOutgoing(String message) {
        write("out", message);
    }

    @Override
    public void onEvent(String text) {
        LOG.debug("{}: {}", session, Masking.mask(text));
        noteDisconnect(text);
    }

    @Override
    public void onErrorEvent(String text) {
        LOG.warn("{}: {}", session, Masking.mask(text));
        noteDisconnect(text);
    }

    @Override
    public void onWarnEvent(String text) {
        LOG.info("{}: {}", session, Masking.mask(text));
    }

    @Override
    public void clear() {
        // What was written stays.
    }

    private void noteDisconnect(String text) {
        if (text.startsWith(DISCONNECTING)) {
            disconnecting.accept(Masking.mask(text.substring(DISCONNECTING.length())));
        }
    }

    private void write(String direction, String message) {
        if (LOG.isDebugEnabled() && !isLeftOut(message)) {
            LOG.debug(
                    "{} {}: {}", session, direction, Masking.mask(message).replace('\u0001', '|'));
        }
    }

    private synchronized boolean isLeftOut(String message) {
        if (!message.contains("\u000135=0\u0001")) {
            return false;
        }
        heartbeats++;
        return heartbeats % HEARTBEATS != 1;
    }

    /** Its number; 0 for none. */
    static int sequence(String message) {
        String number = MessageUtils.getStringField(message, MsgSeqNum.FIELD);
        return number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }
}
