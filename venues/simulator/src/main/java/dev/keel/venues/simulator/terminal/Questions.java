package dev.keel.venues.simulator.terminal;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Answers questions, one at a turn. */
final class Questions {
    private final Advisor advisor;

    Questions(Advisor advisor) {
        this.advisor = advisor;
    }

    void answerOne() throws IOException {
        TreeSet<Path> waiting = new TreeSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(advisor.root.resolve("ask"), "*.msg")) {
            files.forEach(waiting::add);
        }
        if (waiting.isEmpty()) {
            return;
        }
        Path file = waiting.first();
        Optional<Map<String, Object>> question = advisor.wire.read(file);
        if (question.isEmpty()) {
            return;
        }
        advisor.read.add(Files.readString(file));
        Files.deleteIfExists(file);
        Ask ask = askOf(question.get());
        advisor.mischief.count(ask);
        answer(question.get(), advisor.mischief.next(ask));
    }

    private static Ask askOf(Map<String, Object> question) {
        return switch (question.getOrDefault("note", "").toString()) {
            case "query" -> Ask.QUERY;
            case "statement" -> Ask.HISTORY;
            default -> Ask.OTHER;
        };
    }

    private void answer(Map<String, Object> question, Optional<WireFault> fault)
            throws IOException {
        boolean isLost =
                fault.filter(one ->
                                one == WireFault.LOST_BEFORE
                                        || one == WireFault.HANGS_AFTER
                                        || one == WireFault.DROPPED_AFTER)
                        .isPresent();
        if (isLost) {
            return;
        }
        long id = Wire.number(question, "id");
        Path file = advisor.root.resolve("ans").resolve("%012d.msg".formatted(id));
        boolean isFailing =
                fault.filter(one ->
                                one == WireFault.VENUE_UNKNOWN
                                        || one == WireFault.VENUE_UNLISTED_CODE
                                        || one == WireFault.VENUE_REFUSES)
                        .isPresent();
        List<Map<String, Object>> lines =
                isFailing ? List.of(head(question, "ea:busy", 0)) : lines(question);
        if (fault.filter(WireFault.CUT_BODY::equals).isPresent()
                || fault.filter(WireFault.STALLED_BODY::equals).isPresent()) {
            advisor.wire.writeHalf(file, lines);
        } else if (fault.filter(WireFault.EMPTY_BODY::equals).isPresent()) {
            Files.write(file, new byte[0]);
        } else {
            advisor.wire.write(file, lines);
        }
    }

    private Map<String, Object> head(Map<String, Object> question, String code, int rows) {
        return Wire.row(
                "type",
                "ans",
                "id",
                Wire.field(question, "id"),
                "op",
                Wire.field(question, "op"),
                "code",
                code,
                "words",
                "",
                "epoch",
                advisor.epoch(),
                "serverTime",
                advisor.serverTime(),
                "gmt",
                advisor.gmt(),
                "rows",
                rows);
    }

    private List<Map<String, Object>> lines(Map<String, Object> question) {
        List<Map<String, Object>> rows =
                switch (Wire.text(question, "op")) {
                    case "STATE" -> state(Wire.number(question, "from"));
                    case "SYMBOLS" -> symbols(Wire.text(question, "names"));
                    case "BARS" -> bars(question);
                    default -> List.of();
                };
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<String, Object> head = head(question, "ok", rows.size());
        if (Wire.text(question, "op").equals("STATE")) {
            advisor.stateHead().forEach(head::putIfAbsent);
        }
        lines.add(head);
        lines.addAll(rows);
        return lines;
    }

    private List<Map<String, Object>> state(long from) {
        List<Map<String, Object>> rows = new ArrayList<>(advisor.stateRows());
        advisor.broker.history.stream()
                .filter(row -> Wire.number(row, "at") >= from)
                .filter(row -> Wire.number(row, "at") >= advisor.mischief.hiddenBefore)
                .map(this::commented)
                .forEach(rows::add);
        return rows;
    }

    private Map<String, Object> commented(Map<String, Object> row) {
        if (!row.containsKey("comment")) {
            return row;
        }
        Map<String, Object> copy = Wire.row();
        copy.putAll(row);
        copy.put("comment", advisor.mischief.comment(Wire.text(row, "comment")));
        return copy;
    }

    private List<Map<String, Object>> symbols(String names) {
        List<String> wanted = names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1));
        return advisor.broker.symbols.values().stream()
                .filter(symbol -> wanted.isEmpty() || wanted.contains(symbol.name))
                .map(symbol -> symbol.row(advisor.serverTime(), advisor.broker.kind.isPool()))
                .toList();
    }

    /** Bars as they come out of one steady price: what matters is when they open. */
    private List<Map<String, Object>> bars(Map<String, Object> question) {
        long length = Wire.number(question, "minutes") * 60_000;
        long from = Wire.number(question, "from");
        long first = Math.ceilDiv(from, length) * length;
        long count = Wire.number(question, "count");
        Symbol symbol = advisor.broker.symbol(Wire.text(question, "symbol"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long at = first;
                at + length <= advisor.serverTime() && rows.size() < count;
                at += length) {
            rows.add(
                    Wire.row(
                            "row",
                            "bar",
                            "at",
                            at,
                            "open",
                            Symbol.text(symbol.bid),
                            "high",
                            Symbol.text(symbol.ask),
                            "low",
                            Symbol.text(symbol.bid),
                            "close",
                            Symbol.text(symbol.bid),
                            "volume",
                            "42",
                            "spread",
                            1));
        }
        return rows;
    }
}
