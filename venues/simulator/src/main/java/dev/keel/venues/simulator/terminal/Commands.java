package dev.keel.venues.simulator.terminal;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries commands out, each request once, with the journal written ahead. */
final class Commands {
    private final Advisor advisor;
    private List<Map<String, Object>> legs = new ArrayList<>();

    Commands(Advisor advisor) {
        this.advisor = advisor;
    }

    private record Leg(long ticket, BigDecimal volume) {}

    void carryOut(Map<String, Object> command, long seq, @Nullable WireFault fault)
            throws IOException {
        advisor.mischief.dieIf(Step.BEFORE_SENDING);
        legs = new ArrayList<>();
        String code = refused(command, seq);
        if (code.isEmpty() && fault == WireFault.VENUE_LATE) {
            code = "ea:expired";
        }
        if (code.isEmpty()) {
            trick(fault);
            code = send(command, seq);
        }
        finish(command, seq, code, fault);
    }

    private void trick(@Nullable WireFault fault) {
        Codes codes = advisor.broker.codes;
        if (fault == WireFault.VENUE_UNKNOWN) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.timeOut(), true, null));
        } else if (fault == WireFault.VENUE_REFUSES) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.noMoney(), false, null));
        } else if (fault == WireFault.VENUE_UNLISTED_CODE) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.unlisted(), true, null));
        }
    }

    private void finish(
            Map<String, Object> command, long seq, String code, @Nullable WireFault fault)
            throws IOException {
        Map<String, Object> end = Wire.row("type", "journal", "state", "END");
        end.putAll(endOf(command, seq, code));
        advisor.journal(end);
        advisor.mischief.dieIf(Step.AFTER_END);
        Path file = advisor.root.resolve("res").resolve("%012d.msg".formatted(seq));
        List<Map<String, Object>> result = result(endOf(command, seq, code));
        boolean isLost = fault == WireFault.DROPPED_AFTER || fault == WireFault.HANGS_AFTER;
        if (fault == WireFault.CUT_BODY || fault == WireFault.STALLED_BODY) {
            advisor.wire.writeHalf(file, result);
        } else if (fault == WireFault.EMPTY_BODY) {
            Files.write(file, new byte[0]);
        } else if (!isLost) {
            advisor.wire.write(file, result);
        }
    }

    private Map<String, Object> endOf(Map<String, Object> command, long seq, String code) {
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

    private List<Map<String, Object>> result(Map<String, Object> end) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<String, Object> head = new LinkedHashMap<>(end);
        head.put("type", "res");
        head.put("epoch", advisor.epoch());
        lines.add(head);
        lines.addAll(legs);
        return lines;
    }

    private String refused(Map<String, Object> command, long seq) {
        boolean isForm = "cmd".equals(command.get("type")) && number(command, "seq") == seq;
        if (!isForm) {
            return "ea:form";
        }
        boolean isOurs =
                number(command, "login") == advisor.terms().login()
                        && advisor.terms().server().equals(command.get("server"));
        if (!isOurs) {
            return "ea:account";
        }
        return late(command);
    }

    private String late(Map<String, Object> command) {
        long server = advisor.serverTime();
        long gmt = advisor.gmt();
        if (server < number(command, "notBefore") || gmt < number(command, "gmtNotBefore")) {
            return "ea:early";
        }
        if (server > number(command, "notAfter") || gmt > number(command, "gmtNotAfter")) {
            return "ea:expired";
        }
        if (Wire.text(command, "op").equals("NOP")) {
            return "ea:nop";
        }
        if (!advisor.mischief.isAllowed) {
            return "ea:disabled";
        }
        return advisor.mischief.isConnected ? "" : "ea:offline";
    }

    private String send(Map<String, Object> command, long seq) throws IOException {
        return switch (Wire.text(command, "op")) {
            case "NEW" -> place(command, seq);
            case "PROTECT" -> protect(command, seq);
            case "CANCEL" -> {
                long ticket = number(command, "ticket");
                yield attempt(
                        command, seq, ticket, BigDecimal.ZERO, () -> advisor.broker.delete(ticket));
            }
            default -> "ea:form";
        };
    }

    private String place(Map<String, Object> command, long seq) throws IOException {
        Broker broker = advisor.broker;
        Symbol symbol = broker.symbols.get(text(command, "symbol"));
        if (symbol == null) {
            return "ea:symbol";
        }
        Side side = Side.valueOf(text(command, "side").toUpperCase(Locale.ROOT));
        Held.Mark mark =
                new Held.Mark(number(command, "magic"), text(command, "comment"), "expert");
        BigDecimal volume = decimal(command, "volume");
        List<Leg> closes = legsOf(command);
        BigDecimal all = closes.stream().map(Leg::volume).reduce(volume, BigDecimal::add);
        String form = text(command, "kind");
        Deeds.Deed deed = deed(command, symbol, side, all, form);
        String code = "";
        for (Leg leg : closes) {
            if (broker.held(leg.ticket).isEmpty()) {
                code = unsent(command, seq, leg, "ea:gone");
            } else {
                code =
                        attempt(
                                command,
                                seq,
                                leg.ticket,
                                leg.volume,
                                () -> {
                                    Reply reply = broker.close(leg.ticket, leg.volume, mark);
                                    done(deed, reply);
                                    return reply;
                                });
            }
            if (!isDone(code)) {
                settle(deed);
                return code;
            }
        }
        if (volume.signum() > 0) {
            code =
                    attempt(
                            command,
                            seq,
                            0,
                            volume,
                            form.equals("market")
                                    ? () -> market(deed, symbol, side, volume, command, mark)
                                    : () -> pending(deed, symbol, side, volume, command, mark));
        }
        settle(deed);
        return code;
    }

    private Reply market(
            Deeds.Deed deed,
            Symbol symbol,
            Side side,
            BigDecimal volume,
            Map<String, Object> command,
            Held.Mark mark) {
        BigDecimal most = now().most();
        BigDecimal traded = most == null ? volume : most.min(volume);
        Reply reply = advisor.broker.market(symbol, side, traded, text(command, "filling"), mark);
        advisor.broker.endedAtOnce(reply, symbol, side, volume, mark);
        done(deed, reply);
        return reply;
    }

    private Mischief.Trick now() {
        Mischief.Trick next = advisor.mischief.tricks.peek();
        return next == null ? new Mischief.Trick("", true, null) : next;
    }

    private Reply pending(
            Deeds.Deed deed,
            Symbol symbol,
            Side side,
            BigDecimal volume,
            Map<String, Object> command,
            Held.Mark mark) {
        Reply reply =
                advisor.broker.pending(
                        symbol,
                        side,
                        text(command, "kind"),
                        volume,
                        decimal(command, "price"),
                        decimal(command, "limit"),
                        number(command, "expires"),
                        mark);
        if (reply.order() != 0) {
            deed.tickets.add(reply.order());
            deed.venueId = Long.toString(reply.order());
            deed.state =
                    text(command, "kind").equals("limit")
                            ? BrokerOrder.State.WORKING
                            : BrokerOrder.State.DORMANT;
            advisor.broker.deeds.add(deed);
        }
        return reply;
    }

    private static Deeds.Deed deed(
            Map<String, Object> command, Symbol symbol, Side side, BigDecimal all, String form) {
        Map<String, String> terms = new TreeMap<>();
        command.forEach((name, value) -> terms.put(name, value.toString()));
        Deeds.Deed deed =
                new Deeds.Deed(
                        Wire.text(command, "coid"),
                        symbol.id(),
                        side,
                        all,
                        BrokerOrder.State.REJECTED,
                        terms);
        deed.price = form.equals("market") ? BigDecimal.ZERO : decimal(command, "price");
        return deed;
    }

    /** A request that trades at once has traded. */
    private void done(Deeds.Deed deed, Reply reply) {
        if (reply.volume().signum() > 0) {
            if (deed.filled.signum() == 0) {
                deed.venueId = Long.toString(reply.order());
                advisor.broker.deeds.add(deed);
            }
            deed.fill(reply.volume());
        }
    }

    private static void settle(Deeds.Deed deed) {
        if (deed.state == BrokerOrder.State.REJECTED && deed.filled.signum() > 0) {
            deed.state = BrokerOrder.State.CANCELED;
        }
    }

    private String protect(Map<String, Object> command, long seq) throws IOException {
        Broker broker = advisor.broker;
        String which = text(command, "which");
        BigDecimal price = decimal(command, "price");
        String code = "";
        List<Long> done = new ArrayList<>();
        for (Leg leg : legsOf(command)) {
            code =
                    broker.held(leg.ticket).isEmpty()
                            ? unsent(command, seq, leg, "ea:gone")
                            : broker.isLevel(leg.ticket, which, price)
                                    ? unsent(command, seq, leg, "ea:same")
                                    : attempt(
                                            command,
                                            seq,
                                            leg.ticket,
                                            leg.volume,
                                            () -> broker.level(leg.ticket, which, price));
            boolean isThere = code.equals("ea:same") || code.equals(broker.codes.noChanges());
            if (!isDone(code) && !isThere) {
                break;
            }
            done.add(leg.ticket);
        }
        remember(command, which, done);
        return code;
    }

    private void remember(Map<String, Object> command, String which, List<Long> tickets) {
        String note = command.getOrDefault("note", "").toString();
        if (note.isEmpty()) {
            advisor.broker
                    .deeds
                    .latest(Wire.text(command, "coid"))
                    .filter(deed -> deed.isOpen() && !tickets.isEmpty())
                    .ifPresent(deed -> deed.state = BrokerOrder.State.CANCELED);
            return;
        }
        boolean isSet =
                advisor.broker.held.stream()
                        .anyMatch(one ->
                                number(command, "coid") > 0
                                        && legsOf(command).stream()
                                                .anyMatch(leg -> leg.ticket == one.ticket)
                                        && (which.equals("sl") ? one.stop : one.target).signum()
                                                != 0);
        if (!isSet) {
            return;
        }
        String[] parts = note.split(";", -1);
        Map<String, String> terms = new TreeMap<>();
        command.forEach((name, value) -> terms.put(name, value.toString()));
        Deeds.Deed deed =
                new Deeds.Deed(
                        Wire.text(command, "coid"),
                        advisor.broker.symbol(text(command, "symbol")).id(),
                        Side.valueOf(parts[2]),
                        new BigDecimal(parts[1]),
                        which.equals("sl") ? BrokerOrder.State.DORMANT : BrokerOrder.State.WORKING,
                        terms);
        deed.level = which;
        deed.price = new BigDecimal(parts[0]);
        deed.venueId = which + "-" + Wire.field(command, "coid");
        legsOf(command).forEach(leg -> deed.tickets.add(leg.ticket));
        advisor.broker.deeds.add(deed);
    }

    private String unsent(Map<String, Object> command, long seq, Leg leg, String code)
            throws IOException {
        Map<String, Object> done = doneOf(seq, Reply.refused(code));
        advisor.journal(sendingOf(command, seq, leg.ticket, leg.volume));
        record(done);
        return code;
    }

    /** The broker's side of one request. */
    @FunctionalInterface
    private interface Request {
        Reply toBroker();
    }

    private String attempt(
            Map<String, Object> command, long seq, long ticket, BigDecimal volume, Request request)
            throws IOException {
        advisor.journal(sendingOf(command, seq, ticket, volume));
        advisor.mischief.dieIf(Step.AFTER_SENDING);
        Mischief.Trick trick = now();
        boolean isTricked = !advisor.mischief.tricks.isEmpty();
        Reply reply = trick.isDone() ? request.toBroker() : Reply.refused(trick.code());
        advisor.mischief.tricks.poll();
        advisor.mischief.dieIf(Step.AFTER_SEND);
        Reply told = isTricked && !trick.code().isEmpty() ? odd(reply, trick) : reply;
        record(doneOf(seq, told));
        advisor.mischief.dieIf(Step.AFTER_DONE);
        return told.code();
    }

    /** A code of doubt comes with no ticket. */
    private Reply odd(Reply reply, Mischief.Trick trick) {
        boolean isSuccess = trick.code().equals(advisor.broker.codes.partial());
        return isSuccess ? reply.withCode(trick.code()) : Reply.refused(trick.code());
    }

    private void record(Map<String, Object> done) throws IOException {
        advisor.journal(done);
        Map<String, Object> leg = Wire.row("row", "leg");
        leg.putAll(done);
        leg.remove("type");
        leg.remove("state");
        legs.add(leg);
    }

    private Map<String, Object> sendingOf(
            Map<String, Object> command, long seq, long ticket, BigDecimal volume) {
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
                        ticket,
                        "volume",
                        Symbol.text(volume),
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

    private Map<String, Object> doneOf(long seq, Reply reply) {
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

    private boolean isDone(String code) {
        Codes codes = advisor.broker.codes;
        return code.equals(codes.done())
                || code.equals(codes.placed())
                || code.equals(codes.partial());
    }

    /**
     * What the journal leaves open is closed, and nothing is sent.
     *
     * @return the latest number
     */
    long recover() throws IOException {
        TreeMap<Long, List<Map<String, Object>>> bySeq = new TreeMap<>();
        for (Map<String, Object> line : advisor.wire.log(advisor.root.resolve("journal.log"))) {
            if (line.containsKey("seq")) {
                bySeq.computeIfAbsent(number(line, "seq"), _ -> new ArrayList<>()).add(line);
            }
        }
        if (bySeq.isEmpty()) {
            return 0;
        }
        long seq = bySeq.lastKey();
        complete(seq, bySeq.getOrDefault(seq, List.of()));
        return seq;
    }

    private void complete(long seq, List<Map<String, Object>> lines) throws IOException {
        legs = new ArrayList<>();
        Map<String, Object> sending = lines.getFirst();
        boolean isOpen = false;
        Map<String, Object> end = Map.of();
        String code = "ea:unknown";
        for (Map<String, Object> line : lines) {
            switch (Wire.text(line, "state")) {
                case "SENDING" -> isOpen = true;
                case "DONE" -> {
                    isOpen = false;
                    code = text(line, "code");
                    Map<String, Object> leg = Wire.row("row", "leg");
                    leg.putAll(line);
                    legs.add(leg);
                }
                default -> end = line;
            }
        }
        if (isOpen) {
            code = "ea:unknown";
            record(doneOf(seq, Reply.refused(code)));
        }
        if (end.isEmpty()) {
            Map<String, Object> line = Wire.row("type", "journal", "state", "END");
            line.putAll(endOf(sending, seq, code));
            advisor.journal(line);
            end = line;
        }
        Path command = advisor.root.resolve("cmd").resolve("%012d.msg".formatted(seq));
        if (Files.exists(command)) {
            Map<String, Object> told = new LinkedHashMap<>(end);
            told.remove("state");
            advisor.wire.write(
                    advisor.root.resolve("res").resolve("%012d.msg".formatted(seq)), result(told));
            Files.deleteIfExists(command);
        }
    }

    private static List<Leg> legsOf(Map<String, Object> command) {
        List<Leg> legs = new ArrayList<>();
        for (String part : command.getOrDefault("legs", "").toString().split(";", -1)) {
            if (!part.isEmpty()) {
                int colon = part.indexOf(':');
                legs.add(
                        new Leg(
                                Long.parseLong(part.substring(0, colon)),
                                new BigDecimal(part.substring(colon + 1))));
            }
        }
        return legs;
    }

    static long number(Map<String, Object> row, String name) {
        return ((Number) Wire.field(row, name)).longValue();
    }

    static String text(Map<String, Object> row, String name) {
        return Wire.text(row, name);
    }

    private static BigDecimal decimal(Map<String, Object> row, String name) {
        return new BigDecimal(text(row, name));
    }
}
