package dev.keel.venues.metatrader.terminal;

import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands in their order, and questions, to one terminal. For one thread: its owner calls {@link
 * #tick} every few milliseconds, and outcomes come from there.
 */
public final class TerminalSession {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final Duration LOST = Duration.ofSeconds(3);
    private static final int MAX_WAITING = 1_000;
    private static final String LET_GO = "Keel let go of the terminal";

    private final Mailbox mailbox;
    private final Identity identity;
    private final InstantSource clock;
    private final Duration patience;
    private final Link link;
    private final Map<Long, Command> commands = new TreeMap<>();
    private final Map<Long, Question> questions = new TreeMap<>();
    private long lastSeq;
    private long lastAnswered;
    private long countedEpoch;
    private long lastAsk;
    private long lastEvent;
    private long lastEventEpoch;
    private @Nullable Instant heartbeatAt;
    private boolean isClosed;

    /**
     * @param patience how long after its end a command, or after it was asked a question, may be
     *     without an answer before that is told
     */
    public TerminalSession(
            Mailbox mailbox, Identity identity, InstantSource clock, Duration patience) {
        this.mailbox = mailbox;
        this.identity = identity;
        this.clock = clock;
        this.patience = patience;
        this.link = new Link(identity);
        this.lastAsk = clock.millis() % 1_000_000_000_000L;
    }

    public Link link() {
        return link;
    }

    /**
     * Looks at what came.
     *
     * @return whether there is a new snapshot
     */
    public boolean tick() {
        Instant now = clock.instant();
        boolean isNew = link.look(mailbox, now);
        if (isNew && link.latest().number("epoch") != countedEpoch) {
            countUp();
        }
        if (isNew) {
            // The first snapshot may be older than what was carried out before we came.
            lastSeq = Math.max(lastSeq, link.latest().number("lastSeq"));
        }
        beat(now);
        List.copyOf(commands.values()).forEach(command -> look(command, now));
        List.copyOf(questions.values()).forEach(question -> look(question, now));
        return isNew;
    }

    /**
     * Sends a command once.
     *
     * @param terms all but number, account and ends
     * @param notAfter when it is too late
     * @param outcome told at most twice: that it is silent, and what came of it
     */
    public void send(Row terms, Instant notAfter, Consumer<Sent> outcome) {
        Instant now = clock.instant();
        String obstacle = isClosed ? LET_GO : link.obstacle(now).orElse(null);
        if (obstacle == null && !now.isBefore(notAfter)) {
            obstacle = "its time was over at " + notAfter;
        }
        if (obstacle == null && commands.size() >= MAX_WAITING) {
            obstacle = "too many commands wait for the terminal";
        }
        if (obstacle != null) {
            outcome.accept(new Sent.Not(obstacle));
            return;
        }
        long seq = lastSeq + 1;
        try {
            mailbox.command(completed(terms, seq, now, notAfter));
        } catch (IOException e) {
            outcome.accept(new Sent.Not("the mailbox cannot be written to"));
            return;
        }
        lastSeq = seq;
        commands.put(seq, new Command(seq, terms.number("coid"), now, notAfter, outcome));
    }

    private Row completed(Row terms, long seq, Instant now, Instant notAfter) {
        TerminalClock terminal = link.clock();
        long early = CLOCK_TOLERANCE.toMillis();
        return terms.with("seq", seq)
                .with("login", identity.login())
                .with("server", identity.server())
                .with("notBefore", terminal.server(now) - early)
                .with("notAfter", terminal.server(notAfter))
                .with("gmtNotBefore", terminal.gmt(now) - early)
                .with("gmtNotAfter", terminal.gmt(notAfter));
    }

    /** The number of the command that was sent last. */
    public long lastSeq() {
        return lastSeq;
    }

    /** Whether a command for this order may still be carried out. */
    public boolean isUnderWay(long coid) {
        return commands.values().stream()
                .anyMatch(command -> command.coid == coid && !command.isTold);
    }

    /**
     * Whether a command for this order lies in the mailbox, or may: sent by this session, or by one
     * before it. What the terminal has taken already is in its journal; so this is to be asked
     * first, and the journal read after it.
     */
    public boolean mayBeWaiting(long coid) {
        try {
            return commands.values().stream().anyMatch(command -> command.coid == coid)
                    || mailbox.waiting().stream().anyMatch(seq -> mayBeAbout(seq, coid));
        } catch (IOException e) {
            return true;
        }
    }

    private boolean mayBeAbout(long seq, long coid) {
        return !commands.containsKey(seq)
                && switch (mailbox.waiting(seq)) {
                    case Message.Reading.Absent() -> false;
                    case Message.Reading.Unreadable _ -> true;
                    case Message.Reading.Read(var command) ->
                            command.head().number("coid", 0) == coid;
                };
    }

    /** Asks; the answer comes once. */
    public void ask(Row terms, Consumer<Answer> answer) {
        Instant now = clock.instant();
        String silence = isClosed ? LET_GO : link.silence(now).orElse(null);
        if (silence == null && questions.size() >= MAX_WAITING) {
            silence = "too many questions wait for the terminal";
        }
        if (silence != null) {
            answer.accept(new Answer.Failed(silence));
            return;
        }
        long id = lastAsk + 1;
        lastAsk = id;
        Row question =
                terms.with("id", id)
                        .with("login", identity.login())
                        .with("server", identity.server())
                        .with("gmtNotAfter", link.clock().gmt(now.plus(patience)));
        try {
            mailbox.ask(question);
        } catch (IOException e) {
            answer.accept(new Answer.Failed("the mailbox cannot be written to"));
            return;
        }
        questions.put(id, new Question(id, now, answer));
    }

    /** An event was taken: the other side need not keep it. */
    public void took(Row event) {
        lastEvent = event.number("n", 0);
        lastEventEpoch = link.latest().number("epoch");
    }

    /** The answers that nobody has yet will not come any more. */
    public void close() {
        isClosed = true;
        List<Command> left = new ArrayList<>(commands.values());
        commands.clear();
        left.stream()
                .filter(command -> !command.isTold)
                .forEach(command -> command.outcome.accept(new Sent.Silent(LET_GO)));
        List<Question> open = new ArrayList<>(questions.values());
        questions.clear();
        open.forEach(question -> question.answer.accept(new Answer.Failed(LET_GO)));
    }

    /** After a start of the other side: its journal says which number comes next. */
    private void countUp() {
        long known = link.latest().number("lastSeq");
        try {
            SortedSet<Long> waiting = mailbox.waiting();
            long last = waiting.isEmpty() ? known : Math.max(known, waiting.last());
            for (long seq = known + 1; seq < last; seq++) {
                if (!waiting.contains(seq)) {
                    fill(seq);
                }
            }
            // Only a journal that was lost knows less than was answered: then it begins anew. What
            // was sent and not answered is counted, though the snapshot may not know it yet.
            lastSeq = known < lastAnswered ? last : Math.max(last, lastSeq);
            lastAnswered = Math.min(lastAnswered, known);
            countedEpoch = link.latest().number("epoch");
        } catch (IOException e) {
            // At the next snapshot again; until then the epoch differs and this is tried anew.
            countedEpoch = 0;
        }
    }

    private void fill(long seq) throws IOException {
        Instant now = clock.instant();
        Row nothing = Row.of("cmd").with("op", "NOP").with("coid", 0).with("magic", 0);
        mailbox.command(completed(nothing, seq, now, now.plus(patience)));
    }

    private void beat(Instant now) {
        if (heartbeatAt != null && now.isBefore(heartbeatAt.plus(HEARTBEAT))) {
            return;
        }
        heartbeatAt = now;
        try {
            mailbox.acknowledge(
                    Row.of("ack")
                            .with("epoch", lastEventEpoch)
                            .with("n", lastEvent)
                            .with("gmt", now.toEpochMilli()));
        } catch (IOException e) {
            // The next beat is a second away; what it costs is events kept for longer.
            heartbeatAt = now;
        }
    }

    private void look(Command command, Instant now) {
        Message result = mailbox.result(command.seq).orElse(null);
        if (result != null && isOf(result.head(), "res", "seq", command.seq)) {
            commands.remove(command.seq);
            lastAnswered = Math.max(lastAnswered, command.seq);
            command.outcome.accept(
                    result.head().text("op", "").equals("NOP")
                            ? new Sent.Not("the command was lost on its way to the terminal")
                            : new Sent.Done(result));
            mailbox.forgetResult(command.seq);
        } else if (isLost(command, now)) {
            fillLost(command.seq);
        } else if (!command.isTold && now.isAfter(command.notAfter.plus(patience))) {
            command.isTold = true;
            command.outcome.accept(new Sent.Silent("no result of command " + command.seq));
        }
    }

    /** Whether its file has vanished, though the other side has not come to it: all wait for it. */
    private boolean isLost(Command command, Instant now) {
        if (command.isFilled
                || now.isBefore(command.sentAt.plus(LOST))
                || link.latest().number("lastSeq") >= command.seq) {
            return false;
        }
        try {
            return !mailbox.waiting().contains(command.seq);
        } catch (IOException e) {
            return false;
        }
    }

    private void fillLost(long seq) {
        try {
            fill(seq);
            Command lost = commands.get(seq);
            if (lost != null) {
                lost.isFilled = true;
            }
        } catch (IOException e) {
            // At the next look again: nothing can be sent meanwhile either.
            countedEpoch = 0;
        }
    }

    private void look(Question question, Instant now) {
        Message answer = mailbox.answer(question.id).orElse(null);
        if (answer != null && isOf(answer.head(), "ans", "id", question.id)) {
            questions.remove(question.id);
            mailbox.forgetAnswer(question.id);
            String code = answer.head().text("code", "");
            boolean isWhole = answer.rows().size() == answer.head().number("rows", -1);
            question.answer.accept(
                    code.equals("ok") && isWhole
                            ? new Answer.Given(question.askedAt, answer)
                            : new Answer.Failed(
                                    code + " " + answer.head().text("words", "not whole")));
        } else if (now.isAfter(question.askedAt.plus(patience))) {
            questions.remove(question.id);
            mailbox.forgetAnswer(question.id);
            question.answer.accept(new Answer.Failed("no answer for " + patience));
        }
    }

    private static boolean isOf(Row head, String type, String name, long number) {
        try {
            return head.typed(type).number(name) == number;
        } catch (GarbledException e) {
            return false;
        }
    }

    private static final class Command {
        private final long seq;
        private final long coid;
        private final Instant sentAt;
        private final Instant notAfter;
        private final Consumer<Sent> outcome;
        private boolean isTold;
        private boolean isFilled;

        Command(long seq, long coid, Instant sentAt, Instant notAfter, Consumer<Sent> outcome) {
            this.seq = seq;
            this.coid = coid;
            this.sentAt = sentAt;
            this.notAfter = notAfter;
            this.outcome = outcome;
        }
    }

    private record Question(long id, Instant askedAt, Consumer<Answer> answer) {}
}
