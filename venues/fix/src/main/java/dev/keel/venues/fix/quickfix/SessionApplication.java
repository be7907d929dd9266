package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Listener;
import dev.keel.venues.fix.transport.Masking;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ApplicationExtended;
import quickfix.DoNotSend;
import quickfix.FieldMap;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.PossDupFlag;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.Text;

/**
 * What the engine asks and tells. On the way out everything that is not certain ends in a message
 * that is not sent; on the way in everything that goes wrong ends in a message that comes again.
 */
final class SessionApplication implements ApplicationExtended {
    private static final String RESEND_REQUEST = MsgType.RESEND_REQUEST;

    private static final Logger LOG = LoggerFactory.getLogger(SessionApplication.class);

    private final SessionControl control;
    private final ListenerQueue listeners;
    private final JournalStore store;
    private final Attempts attempts;

    /** What the application needs of the session it belongs to. */
    interface SessionControl {
        void created(SessionID id);

        /** Adds what proves who logs on. */
        void authenticate(Message logon);

        /** Whether the numbers may be relied on, and have begun anew if it is time. */
        boolean isReadyToLogOn();

        /** Why a message of ours must not go on. */
        Optional<String> objection(Outgoing message);

        /** A message that came in not long ago. */
        Optional<String> received(int sequence);

        void loggedOn();

        void loggedOut();

        void resendRequestRefused();
    }

    SessionApplication(
            SessionControl control,
            ListenerQueue listeners,
            JournalStore store,
            Attempts attempts) {
        this.control = control;
        this.listeners = listeners;
        this.store = store;
        this.attempts = attempts;
    }

    @Override
    public void onCreate(SessionID id) {
        control.created(id);
    }

    @Override
    public boolean canLogon(SessionID id) {
        return control.isReadyToLogOn();
    }

    @Override
    public void onBeforeSessionReset(SessionID id) {
        // Nothing of ours depends on the numbers.
    }

    @Override
    public void onLogon(SessionID id) {
        control.loggedOn();
    }

    @Override
    public void onLogout(SessionID id) {
        control.loggedOut();
    }

    /** What is thrown here would be logged and the message sent all the same. */
    @Override
    public void toAdmin(Message message, SessionID id) {
        try {
            String type = text(message.getHeader(), MsgType.FIELD).orElse("");
            if (type.equals(MsgType.LOGON)) {
                control.authenticate(message);
            } else if (type.equals(MsgType.REJECT)) {
                refusedByUs(message);
            }
        } catch (Throwable e) {
            LOG.error("a message of the session layer is held back: {}", e.getClass().getName());
            store.refuseNext("it could not be completed: " + e.getClass().getSimpleName());
        }
    }

    /** Any other exception would be logged and the message sent all the same. */
    @Override
    public void toApp(Message message, SessionID id) throws DoNotSend {
        try {
            if (mayLeave(message)) {
                return;
            }
        } catch (Throwable e) {
            LOG.error("a message was not sent, since it could not be checked", e);
        }
        throw new DoNotSend();
    }

    private boolean mayLeave(Message message) {
        String type = text(message.getHeader(), MsgType.FIELD).orElse("");
        if (text(message.getHeader(), PossDupFlag.FIELD).orElse("N").equals("Y")) {
            return Resending.isAllowed(type);
        }
        if (OutboundGate.SENDING.isBound()) {
            Optional<String> objection = control.objection(OutboundGate.SENDING.get());
            objection.ifPresent(OutboundGate.SENDING.get()::object);
            return objection.isEmpty();
        }
        if (type.equals(MsgType.BUSINESS_MESSAGE_REJECT)) {
            refusedByUs(message);
            return true;
        }
        return false;
    }

    @Override
    public void fromAdmin(Message message, SessionID id) {
        String type = text(message.getHeader(), MsgType.FIELD).orElse("");
        if (type.equals(MsgType.REJECT)) {
            if (text(message, RefMsgType.FIELD).orElse("").equals(RESEND_REQUEST)) {
                control.resendRequestRefused();
            }
            take(message);
        }
    }

    @Override
    public void fromApp(Message message, SessionID id) {
        take(message);
    }

    /**
     * Returns once the listener has the message, or it is put aside.
     *
     * @throws NotTakenException otherwise: its number is not used up, and it comes again
     */
    private void take(Message message) {
        String raw = raw(message);
        Optional<Throwable> failure = listeners.deliver(WireFormat.read(raw));
        if (failure.isEmpty()) {
            attempts.succeeded();
            return;
        }
        int sequence = sequence(message);
        attempts.failed(sequence);
        String why = failure.get().getClass().getName();
        LOG.warn(
                "message {} was not taken over, {} times now: {}", sequence, attempts.tries(), why);
        if (attempts.areOver()) {
            park(sequence, raw, attempts.tries() + " times not taken over: " + why);
            return;
        }
        pause();
        throw new NotTakenException(why);
    }

    private void park(int sequence, String raw, String why) {
        try {
            store.park(sequence, raw, why);
        } catch (IOException e) {
            throw new NotTakenException(why);
        }
        attempts.succeeded();
        FixMessage message = WireFormat.read(Masking.mask(raw));
        listeners.post(listener -> listener.onRefusedByUs(message, why));
    }

    private void pause() {
        try {
            Thread.sleep(attempts.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The counterparty's message that our engine's reject speaks of. */
    private void refusedByUs(Message reject) {
        int sequence =
                text(reject, RefSeqNum.FIELD)
                        .filter(number -> number.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0);
        String why = text(reject, Text.FIELD).orElse("without a reason");
        FixMessage refused =
                control.received(sequence)
                        .map(WireFormat::read)
                        .orElseGet(() ->
                                FixMessage.of(text(reject, RefMsgType.FIELD).orElse("?"))
                                        .with(MsgSeqNum.FIELD, Integer.toString(sequence)));
        listeners.post(listener -> listener.onRefusedByUs(refused, why));
    }

    /** It was asked for again, and a gap fill goes out in its place. */
    void vetoed(StoredMessage message) {
        FixMessage order = WireFormat.read(message.body());
        listeners.post((Listener listener) -> listener.onResendVetoed(order));
    }

    private static String raw(Message message) {
        String raw = message.toRawString();
        return raw == null ? message.toString() : raw;
    }

    private static int sequence(Message message) {
        return text(message.getHeader(), MsgSeqNum.FIELD).map(Integer::parseInt).orElse(0);
    }

    private static Optional<String> text(FieldMap fields, int tag) {
        return fields.getOptionalString(tag);
    }

    /** Thrown into the engine, so that it does not count a message as received. */
    private static final class NotTakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTakenException(String why) {
            super("not taken over: " + why, null, false, false);
        }
    }
}
