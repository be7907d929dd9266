package dev.keel.venues.simulator.terminal;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Expert Advisor on its chart, between mailbox and broker. Guarded by the simulator's lock. */
final class Advisor {
    private static final long SNAP_EVERY_MILLIS = 100;
    private static final long HELD_BACK_MILLIS = 10_000;

    final Path root;
    final Wire wire;
    final Broker broker;
    final Mischief mischief;
    final List<String> read = new ArrayList<>();
    private final InstantSource clock;
    private final Terms terms;
    private final Commands commands;
    private final Questions questions;
    private final Display display = new Display(this);
    private @Nullable FileChannel lock;
    private boolean isRunning;
    private long epoch;
    private long lastSeq;
    private long snaps;
    private long events;
    private int toldRows;
    private long snappedAt;
    private long heldBackSeq;
    private long heldBackUntil;
    private List<Object> snapped = List.of();

    Advisor(
            Path root,
            Wire wire,
            Broker broker,
            Mischief mischief,
            InstantSource clock,
            Terms terms) {
        this.root = root;
        this.wire = wire;
        this.broker = broker;
        this.mischief = mischief;
        this.clock = clock;
        this.terms = terms;
        this.commands = new Commands(this);
        this.questions = new Questions(this);
    }

    /**
     * Who is logged in where.
     *
     * @param zoneMillis how far the broker's wall clock is ahead of UTC
     */
    record Terms(long login, String server, String currency, boolean isDemo, long zoneMillis) {}

    Terms terms() {
        return terms;
    }

    long gmt() {
        return clock.millis() + mischief.ahead.toMillis();
    }

    long serverTime() {
        return gmt() + terms.zoneMillis() + mischief.jump.toMillis();
    }

    long epoch() {
        return epoch;
    }

    /** The first line of all that shows the account's state. */
    Map<String, Object> stateHead() {
        return display.head(standing());
    }

    List<Map<String, Object>> stateRows() {
        return display.rows();
    }

    private Display.Standing standing() {
        return new Display.Standing(lastSeq, snaps, events);
    }

    boolean isRunning() {
        return isRunning;
    }

    /**
     * Starts; what was cut off is looked up in the journal, and nothing is sent for it.
     *
     * @return whether it has the mailbox: another chart may have it
     */
    boolean start() throws IOException {
        for (String folder : List.of("cmd", "res", "ask", "ans", "evt", "ticks")) {
            Files.createDirectories(root.resolve(folder));
        }
        lock =
                FileChannel.open(
                        root.resolve("ea.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!isLocked(lock)) {
            lock.close();
            lock = null;
            return false;
        }
        epoch = Math.max(gmt(), epoch + 1);
        snaps = 0;
        events = 0;
        toldRows = 0;
        lastSeq = new Recovery(this).run();
        journal(
                Wire.row(
                        "type",
                        "journal",
                        "state",
                        "START",
                        "epoch",
                        epoch,
                        "gmt",
                        gmt(),
                        "login",
                        terms.login(),
                        "server",
                        terms.server(),
                        "ea",
                        "sim"));
        isRunning = true;
        display.hello(standing());
        snap();
        return true;
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The terminal is killed: nothing is tidied up. */
    void stop() throws IOException {
        isRunning = false;
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** One turn of its timer. */
    void tick() throws IOException {
        if (!isRunning) {
            return;
        }
        try {
            broker.expire();
            command();
            questions.answerOne();
            tellEvents();
            long now = gmt();
            List<Object> shown = List.of(display.rows().toString(), lastSeq, events);
            if (now - snappedAt >= SNAP_EVERY_MILLIS || !shown.equals(snapped)) {
                snapped = shown;
                snap();
            }
        } catch (Died e) {
            stop();
        }
    }

    private void command() throws IOException {
        long seq = lastSeq + 1;
        Path file = root.resolve("cmd").resolve("%012d.msg".formatted(seq));
        forgetOld();
        if (seq == heldBackSeq && gmt() < heldBackUntil) {
            return;
        }
        if (!Files.exists(file)) {
            return;
        }
        Optional<Map<String, Object>> command = wire.read(file);
        if (command.isEmpty()) {
            return;
        }
        if (seq != heldBackSeq) {
            read.add(Files.readString(file));
            Ask ask = askOf(command.get());
            mischief.count(ask);
            Optional<WireFault> fault = mischief.next(ask);
            if (fault.filter(WireFault.LOST_BEFORE::equals).isPresent()) {
                Files.delete(file);
                return;
            }
            if (fault.filter(WireFault.DELAYED::equals).isPresent()) {
                heldBackSeq = seq;
                heldBackUntil = gmt() + HELD_BACK_MILLIS;
                return;
            }
            commands.carryOut(command.get(), seq, fault.orElse(null));
        } else {
            commands.carryOut(command.get(), seq, null);
        }
        lastSeq = seq;
        Files.deleteIfExists(file);
    }

    /** A command that was sent again after it was done is deleted unread. */
    private void forgetOld() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("cmd"), "*.msg")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (Long.parseLong(name.substring(0, 12)) <= lastSeq) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Ask askOf(Map<String, Object> command) {
        return switch (Wire.text(command, "op")) {
            case "NEW" -> Ask.SUBMIT;
            case "PROTECT" ->
                    command.getOrDefault("note", "").toString().isEmpty() ? Ask.CANCEL : Ask.SUBMIT;
            case "CANCEL" -> Ask.CANCEL;
            default -> Ask.OTHER;
        };
    }

    void journal(Map<String, Object> line) throws IOException {
        wire.append(root.resolve("journal.log"), line);
    }

    void snap() throws IOException {
        snaps++;
        snappedAt = gmt();
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<String, Object> head = Wire.row("type", "snap");
        head.putAll(display.head(standing()));
        lines.add(head);
        lines.addAll(display.rows());
        wire.write(root.resolve("snap.msg"), lines);
    }

    private void tellEvents() throws IOException {
        while (toldRows < broker.history.size()) {
            Map<String, Object> row = broker.history.get(toldRows);
            toldRows++;
            for (int copy = 0;
                    mischief.isStreaming && copy < (mischief.isDoubling ? 2 : 1);
                    copy++) {
                events++;
                Map<String, Object> line = Wire.row("type", "evt", "n", events);
                line.putAll(row);
                wire.append(root.resolve("evt").resolve("%013d-000001.log".formatted(epoch)), line);
            }
        }
    }

    void tick(Symbol symbol) throws IOException {
        if (isRunning) {
            wire.appendBare(
                    root.resolve("ticks").resolve("%013d-000001.log".formatted(epoch)),
                    Wire.json(
                                    Wire.row(
                                            "s",
                                            symbol.name,
                                            "t",
                                            serverTime(),
                                            "b",
                                            Symbol.text(symbol.bid),
                                            "a",
                                            Symbol.text(symbol.ask),
                                            "l",
                                            "0",
                                            "v",
                                            "0",
                                            "f",
                                            6))
                            + "\n");
        }
    }

    Instant now() {
        return clock.instant();
    }
}
