package dev.keel.venues.simulator.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One command under way: its requests, each in the journal before it is sent, sent once, and in the
 * journal again with what came back.
 */
final class Errand {
    private final Advisor advisor;
    private final Map<String, Object> command;
    private final long seq;
    private final List<Map<String, Object>> legs = new ArrayList<>();

    /**
     * @param command or the first line that the journal has of it
     */
    Errand(Advisor advisor, Map<String, Object> command, long seq) {
        this.advisor = advisor;
        this.command = command;
        this.seq = seq;
    }

    /** The broker's side of one request. */
    @FunctionalInterface
    interface Request {
        Reply toBroker();
    }

    Map<String, Object> command() {
        return command;
    }

    /**
     * Sends a request.
     *
     * @return its code
     */
    String send(Leg leg, Request request) throws IOException {
        advisor.journal(sendingOf(leg));
        advisor.mischief.dieIf(Step.AFTER_SENDING);
        Mischief.Trick trick = advisor.mischief.trick();
        boolean isTricked = !advisor.mischief.tricks.isEmpty();
        Reply reply = trick.isDone() ? request.toBroker() : Reply.refused(trick.code());
        advisor.mischief.tricks.poll();
        advisor.mischief.dieIf(Step.AFTER_SEND);
        Reply told = isTricked && !trick.code().isEmpty() ? odd(reply, trick) : reply;
        record(doneOf(told));
        advisor.mischief.dieIf(Step.AFTER_DONE);
        return told.code();
    }

    /** A request that need not be sent, or cannot be: the journal has it all the same. */
    String skip(Leg leg, String code) throws IOException {
        advisor.journal(sendingOf(leg));
        record(doneOf(Reply.refused(code)));
        return code;
    }

    boolean isDone(String code) {
        Codes codes = advisor.broker.codes;
        return code.equals(codes.done())
                || code.equals(codes.placed())
                || code.equals(codes.partial());
    }

    /** A code of doubt comes with no ticket. */
    private Reply odd(Reply reply, Mischief.Trick trick) {
        boolean isSuccess = trick.code().equals(advisor.broker.codes.partial());
        return isSuccess ? reply.withCode(trick.code()) : Reply.refused(trick.code());
    }

    private void record(Map<String, Object> done) throws IOException {
        advisor.journal(done);
        recall(done);
    }

    /** Takes over what the journal says of a request. */
    void recall(Map<String, Object> done) {
        Map<String, Object> leg = Wire.row("row", "leg");
        leg.putAll(done);
        leg.remove("type");
        leg.remove("state");
        legs.add(leg);
    }

    /** Nobody knows what became of the request that was begun last. */
    void giveUp(String code) throws IOException {
        record(doneOf(Reply.refused(code)));
    }

    /**
     * Writes the end into the journal.
     *
     * @return the line
     */
    Map<String, Object> end(String code) throws IOException {
        Map<String, Object> line = Wire.row("type", "journal", "state", "END");
        line.putAll(endOf(code));
        advisor.journal(line);
        return line;
    }

    /** The message that the other side gets. */
    List<Map<String, Object>> result(Map<String, Object> end) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<String, Object> head = new LinkedHashMap<>(end);
        head.remove("state");
        head.put("type", "res");
        head.put("epoch", advisor.epoch());
        lines.add(head);
        lines.addAll(legs);
        return lines;
    }

    private Map<String, Object> endOf(String code) {
        Map<String, Object> end =
                Wire.row(
                        "seq",
                        seq,
                        "op",
                        Wire.field(command, "op"),
                        "coid",
                        Wire.field(command, "coid"),
                        "magic",
                        Wire.field(command, "magic"),
                        "code",
                        code,
                        "words",
                        "",
                        "legs",
                        legs.size(),
                        "at",
                        advisor.serverTime(),
                        "gmt",
                        advisor.gmt());
        if (command.containsKey("which")) {
            end.put("which", Wire.field(command, "which"));
            end.put("price", Wire.field(command, "price"));
        }
        return end;
    }

    private Map<String, Object> sendingOf(Leg leg) {
        Map<String, Object> line =
                Wire.row(
                        "type",
                        "journal",
                        "state",
                        "SENDING",
                        "seq",
                        seq,
                        "leg",
                        legs.size() + 1,
                        "ticket",
                        leg.ticket(),
                        "volume",
                        Symbol.text(leg.volume()),
                        "at",
                        advisor.serverTime(),
                        "gmt",
                        advisor.gmt());
        for (String name :
                List.of(
                        "op", "coid", "magic", "note", "symbol", "side", "kind", "price",
                        "which")) {
            if (command.containsKey(name)) {
                line.put(name, Wire.field(command, name));
            }
        }
        return line;
    }

    private Map<String, Object> doneOf(Reply reply) {
        return Wire.row(
                "type",
                "journal",
                "state",
                "DONE",
                "seq",
                seq,
                "leg",
                legs.size() + 1,
                "code",
                reply.code(),
                "words",
                "",
                "order",
                reply.order(),
                "deal",
                reply.deal(),
                "position",
                reply.position(),
                "volume",
                Symbol.text(reply.volume()),
                "price",
                Symbol.text(reply.price()),
                "bid",
                "0",
                "ask",
                "0",
                "left",
                reply.left(),
                "at",
                advisor.serverTime(),
                "gmt",
                advisor.gmt());
    }
}
