package dev.keel.venues.simulator.fix;

import dev.keel.venues.simulator.fix.Wire.Message;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The session layer of a simulated venue: one session, whose numbers outlive its connections. It
 * replays what it is asked for, unless it is told to behave worse. For any number of threads.
 */
public final class FixServer implements AutoCloseable {
    private final Dialect dialect;
    private final InstantSource clock;
    private final Lines lines;
    private final List<String> received = new ArrayList<>();
    private final Spoken spoken;

    /** What came before its turn. */
    private final TreeMap<Integer, Message> early = new TreeMap<>();

    private Consumer<Message> application = _ -> {};
    private @Nullable Socket current;
    private int nextIn = 1;
    private boolean admitting = true;
    private boolean gapFilling;
    private boolean silent;
    private boolean asking;
    private boolean voiding;
    private String echoed = "";
    private boolean loggedOn;
    private String refusal = "";
    private int logons;

    public FixServer(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
        this.spoken = new Spoken(dialect, clock);
        this.lines = new Lines(new Session());
        lines.open();
    }

    public int port() {
        return lines.port();
    }

    Dialect dialect() {
        return dialect;
    }

    Instant instant() {
        return clock.instant();
    }

    String now() {
        return spoken.now();
    }

    /** Whom application messages go to, under the server's lock and in the order of the wire. */
    void application(Consumer<Message> to) {
        synchronized (this) {
            application = to;
        }
    }

    // How it behaves.

    /** Whether connections are taken; what is open is cut if not. */
    public synchronized void admit(boolean admits) {
        admitting = admits;
        if (!admits) {
            drop();
        }
    }

    /** Answers every resend request with one gap fill: what was sent is lost for good. */
    public synchronized void gapFill(boolean fills) {
        gapFilling = fills;
    }

    /** Reads and says nothing any more, not even heartbeats. */
    public synchronized void silence(boolean quiet) {
        silent = quiet;
    }

    /** Answers the next logons with a logout of these words; empty admits again. */
    public synchronized void refuseLogons(String words) {
        refusal = words;
    }

    /** Sends as if its clock were so far ahead. */
    public synchronized void clockAhead(long millis) {
        spoken.clockAhead(millis);
    }

    /** Cuts the connection without a word. */
    public synchronized void drop() {
        loggedOn = false;
        Socket socket = current;
        current = null;
        Lines.cut(socket);
    }

    /** Says good-bye and cuts the connection. */
    public synchronized void logout(String words) {
        sendNow("5", List.of(Map.entry(58, words)));
        drop();
    }

    /** The number of the next message; lower than what was sent is too low for the other side. */
    public synchronized void nextOut(int number) {
        spoken.next(number);
    }

    public synchronized int nextOut() {
        return spoken.next();
    }

    public synchronized int nextIn() {
        return nextIn;
    }

    public synchronized int logons() {
        return logons;
    }

    public synchronized boolean isLoggedOn() {
        return loggedOn;
    }

    /** Asks the other side to send again what it sent. */
    public synchronized void askAgain(int from) {
        sendNow("2", List.of(Map.entry(7, Integer.toString(from)), Map.entry(16, "0")));
    }

    /** Resets the numbers in the middle of a session, without filling a gap. */
    public synchronized void sequenceReset(int newNumber) {
        sendNow("4", List.of(Map.entry(36, Integer.toString(newNumber))));
        spoken.next(newNumber);
    }

    /** Sends bytes as they are. */
    public synchronized void raw(String text) {
        write(text.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same application message again, under its old number and with PossDup. */
    public synchronized void repeat(int number) {
        spoken.again(number).ifPresent(this::write);
    }

    /** An application message that takes a number and never reaches the other side. */
    public synchronized void sendIntoTheVoid(String type, List<Map.Entry<Integer, String>> body) {
        var _ = spoken.ofApplication(type, body);
    }

    /** Sends an application message; one that cannot leave now is there to be asked for. */
    public synchronized void send(String type, List<Map.Entry<Integer, String>> body) {
        byte[] bytes = spoken.ofApplication(type, body);
        if (loggedOn && !voiding) {
            write(bytes);
        }
    }

    /** Sends the answer to a question, also while other messages stay behind. */
    synchronized void answer(String type, List<Map.Entry<Integer, String>> body) {
        boolean voided = voiding;
        voiding = false;
        send(type, body);
        voiding = voided;
    }

    /** Whether application messages take their numbers and stay behind, there to be asked for. */
    public synchronized void sendIntoTheVoid(boolean all) {
        voiding = all;
    }

    /**
     * Waits until the other side is logged on and has answered.
     *
     * @return whether it did in time
     */
    public synchronized boolean awaitSession(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        String id = "T" + spoken.next();
        boolean asked = false;
        while (!echoed.equals(id)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            if (loggedOn && !asked) {
                asked = true;
                sendNow("1", List.of(Map.entry(112, id)));
            }
            wait(left);
        }
        return true;
    }

    /** Every message that has come, as text with | for the delimiter. */
    public synchronized List<String> received() {
        return received.stream().map(text -> text.replace('\u0001', '|')).toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            admitting = false;
            drop();
        }
        lines.close();
    }

    // The connection.

    /** What comes over the lines. */
    private final class Session implements Lines.End {
        @Override
        public boolean take(Socket line, String text) {
            return FixServer.this.take(line, text);
        }

        @Override
        public void gone(Socket line) {
            leave(line);
        }
    }

    private synchronized void leave(Socket socket) {
        if (socket.equals(current)) {
            current = null;
            loggedOn = false;
        }
    }

    private synchronized boolean take(Socket socket, String text) {
        received.add(text);
        Message message = Wire.parse(text);
        if (!admitting) {
            return false;
        }
        if (message.type().equals("A")) {
            return logon(socket, message);
        }
        if (!socket.equals(current)) {
            return false;
        }
        if (!silent) {
            sequenced(message);
        }
        return current != null;
    }

    private boolean logon(Socket socket, Message message) {
        if (current != null && !current.isClosed() && !socket.equals(current)) {
            // A second process under the same name.
            return false;
        }
        current = socket;
        spoken.between(message.text(56), message.text(49), message.text(50));
        if (!refusal.isEmpty()) {
            logout(refusal);
            return false;
        }
        if (message.is(141, "Y")) {
            nextIn = 1;
            spoken.beginAnew();
        }
        int number = message.number(34);
        if (number < nextIn) {
            logout("MsgSeqNum too low, expecting " + nextIn + " but received " + number);
            return false;
        }
        logons++;
        early.clear();
        answerLogon(message);
        loggedOn = true;
        notifyAll();
        asking = number > nextIn;
        if (asking) {
            askAgain(nextIn);
        } else {
            nextIn++;
        }
        return true;
    }

    private void answerLogon(Message message) {
        List<Map.Entry<Integer, String>> body = new ArrayList<>();
        body.add(Map.entry(98, "0"));
        body.add(Map.entry(108, message.text(108)));
        message.get(141).ifPresent(reset -> body.add(Map.entry(141, reset)));
        if (!dialect.application().isEmpty()) {
            body.add(Map.entry(1137, dialect.application()));
        }
        sendNow("A", body);
    }

    private void sequenced(Message message) {
        int number = message.number(34);
        if (message.type().equals("4") && !message.is(123, "Y")) {
            nextIn = message.number(36);
            return;
        }
        if (number > nextIn) {
            ahead(number, message);
            return;
        }
        if (number == nextIn) {
            nextIn++;
            inTurn(message);
        }
        Message next;
        while ((next = early.remove(nextIn)) != null) {
            nextIn++;
            inTurn(next);
        }
        early.headMap(nextIn).clear();
        asking &= !early.isEmpty();
    }

    /** Asks once for what is missing; what the other side asks for is answered at once. */
    private void ahead(int number, Message message) {
        if (!asking) {
            asking = true;
            askAgain(nextIn);
        }
        if (message.type().equals("2")) {
            resend(message.number(7));
        } else {
            early.put(number, message);
        }
    }

    private void inTurn(Message message) {
        switch (message.type()) {
            case "0" -> {
                echoed = message.text(112);
                notifyAll();
            }
            case "3" -> {}
            case "1" -> sendNow("0", List.of(Map.entry(112, message.text(112))));
            case "2" -> resend(message.number(7));
            case "4" -> nextIn = message.number(36);
            case "5" -> {
                sendNow("5", List.of());
                drop();
            }
            default -> application.accept(message);
        }
    }

    private void resend(int from) {
        spoken.from(from, gapFilling).forEach(this::write);
    }

    /** What the session layer says. */
    private void sendNow(String type, List<Map.Entry<Integer, String>> body) {
        write(spoken.ofSession(type, body));
    }

    private void write(byte[] bytes) {
        Socket socket = current;
        if (socket == null || silent) {
            return;
        }
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException _) {
            // As on a real line: it is gone, and the other side asks again.
            drop();
        }
    }
}
