package dev.keel.venues.simulator.fix;

import dev.keel.venues.simulator.fix.Wire.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The session layer of a simulated venue: one session, whose numbers outlive its connections. It
 * replays what it is asked for, unless it is told to behave worse. For any number of threads.
 */
public final class FixServer implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Dialect dialect;
    private final InstantSource clock;
    private final ServerSocket server;
    private final List<String> received = new ArrayList<>();
    private final Map<Integer, List<Map.Entry<Integer, String>>> sent = new TreeMap<>();

    /** What came before its turn. */
    private final TreeMap<Integer, Message> early = new TreeMap<>();

    private Consumer<Message> application = _ -> {};
    private @Nullable Socket current;
    private String us = "VENUE";
    private String them = "KEEL";
    private String theirSub = "";
    private int nextOut = 1;
    private int nextIn = 1;
    private boolean admitting = true;
    private boolean gapFilling;
    private boolean silent;
    private boolean asking;
    private boolean loggedOn;
    private String refusal = "";
    private int logons;
    private long clockAheadMillis;

    public FixServer(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
        try {
            server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fix-venue").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    Dialect dialect() {
        return dialect;
    }

    String now() {
        return TIME.format(clock.instant());
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
        clockAheadMillis = millis;
    }

    /** Cuts the connection without a word. */
    public synchronized void drop() {
        loggedOn = false;
        Socket socket = current;
        current = null;
        closeQuietly(socket);
    }

    /** Says good-bye and cuts the connection. */
    public synchronized void logout(String words) {
        sendNow("5", List.of(Map.entry(58, words)));
        drop();
    }

    /** The number of the next message; lower than what was sent is too low for the other side. */
    public synchronized void nextOut(int number) {
        nextOut = number;
    }

    public synchronized int nextOut() {
        return nextOut;
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
        nextOut = newNumber;
    }

    /** Sends bytes as they are. */
    public synchronized void raw(String text) {
        write(text.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same application message again, under its old number and with PossDup. */
    public synchronized void repeat(int number) {
        List<Map.Entry<Integer, String>> fields = sent.get(number);
        if (fields != null) {
            write(Wire.write(dialect.begin(), again(number, fields)));
        }
    }

    /** An application message that takes a number and never reaches the other side. */
    public synchronized void sendIntoTheVoid(String type, List<Map.Entry<Integer, String>> body) {
        sent.put(nextOut, framed(type, nextOut, body));
        nextOut++;
    }

    /** Sends an application message; one that cannot leave now is there to be asked for. */
    public synchronized void send(String type, List<Map.Entry<Integer, String>> body) {
        List<Map.Entry<Integer, String>> fields = framed(type, nextOut, body);
        sent.put(nextOut, fields);
        nextOut++;
        if (loggedOn) {
            write(Wire.write(dialect.begin(), fields));
        }
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
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The connection.

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("fix-venue-line").start(() -> serve(socket));
            } catch (IOException _) {
                // Closed, or a connection that came to nothing: the next one.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String text;
            while ((text = Wire.read(in)) != null) {
                if (!take(socket, text)) {
                    break;
                }
            }
        } catch (IOException _) {
            // The line is gone; so is what was on it.
            leave(socket);
            return;
        }
        leave(socket);
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
        us = message.text(56);
        them = message.text(49);
        theirSub = message.text(50);
        if (!refusal.isEmpty()) {
            logout(refusal);
            return false;
        }
        if (message.is(141, "Y")) {
            nextIn = 1;
            nextOut = 1;
            sent.clear();
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
            case "0", "3" -> {}
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
        int gap = from;
        for (int number = from; number < nextOut; number++) {
            List<Map.Entry<Integer, String>> fields = gapFilling ? null : sent.get(number);
            if (fields == null) {
                continue;
            }
            fillGap(gap, number);
            write(Wire.write(dialect.begin(), again(number, fields)));
            gap = number + 1;
        }
        fillGap(gap, nextOut);
    }

    private void fillGap(int from, int to) {
        if (from >= to) {
            return;
        }
        List<Map.Entry<Integer, String>> fields = new ArrayList<>(framed("4", from, List.of()));
        fields.add(Map.entry(43, "Y"));
        fields.add(Map.entry(122, now()));
        fields.add(Map.entry(123, "Y"));
        fields.add(Map.entry(36, Integer.toString(to)));
        write(Wire.write(dialect.begin(), fields));
    }

    private List<Map.Entry<Integer, String>> again(
            int number, List<Map.Entry<Integer, String>> fields) {
        List<Map.Entry<Integer, String>> again = new ArrayList<>();
        for (Map.Entry<Integer, String> field : fields) {
            again.add(field);
            if (field.getKey() == 34) {
                again.add(Map.entry(43, "Y"));
            } else if (field.getKey() == 52) {
                again.add(Map.entry(122, field.getValue()));
            }
        }
        if (number < 1) {
            throw new IllegalArgumentException("number must be above 0, was " + number);
        }
        return again;
    }

    /** What the session layer says: it takes a number, and is never sent again. */
    private void sendNow(String type, List<Map.Entry<Integer, String>> body) {
        write(Wire.write(dialect.begin(), framed(type, nextOut, body)));
        nextOut++;
    }

    private List<Map.Entry<Integer, String>> framed(
            String type, int number, List<Map.Entry<Integer, String>> body) {
        List<Map.Entry<Integer, String>> fields = new ArrayList<>();
        fields.add(Map.entry(35, type));
        fields.add(Map.entry(34, Integer.toString(number)));
        fields.add(Map.entry(49, us));
        fields.add(Map.entry(52, TIME.format(theirTime())));
        fields.add(Map.entry(56, them));
        if (!theirSub.isEmpty()) {
            fields.add(Map.entry(57, theirSub));
        }
        fields.addAll(body);
        return fields;
    }

    private Instant theirTime() {
        return clock.instant().plusMillis(clockAheadMillis);
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

    private static void closeQuietly(@Nullable Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
