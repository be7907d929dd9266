package dev.keel.venues.simulator.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the journal leaves open is closed at a start, and nothing is sent for it. */
record Recovery(Advisor advisor) {
    /**
     * Closes it.
     *
     * @return the number of the latest command that the journal knows
     */
    long run() throws IOException {
        TreeMap<Long, List<Map<String, Object>>> bySeq = new TreeMap<>();
        for (Map<String, Object> line : advisor.wire.log(advisor.root.resolve("journal.log"))) {
            if (line.containsKey("seq")) {
                bySeq.computeIfAbsent(Wire.number(line, "seq"), _ -> new ArrayList<>()).add(line);
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
        Errand errand = new Errand(advisor, lines.getFirst(), seq);
        boolean isOpen = false;
        Map<String, Object> end = Map.of();
        String code = "ea:unknown";
        for (Map<String, Object> line : lines) {
            switch (Wire.text(line, "state")) {
                case "SENDING" -> isOpen = true;
                case "DONE" -> {
                    isOpen = false;
                    code = Wire.text(line, "code");
                    errand.recall(line);
                }
                default -> end = line;
            }
        }
        if (isOpen) {
            code = "ea:unknown";
            errand.giveUp(code);
        }
        tell(errand, seq, end.isEmpty() ? errand.end(code) : end);
    }

    private void tell(Errand errand, long seq, Map<String, Object> end) throws IOException {
        Path command = advisor.root.resolve("cmd").resolve("%012d.msg".formatted(seq));
        if (Files.exists(command)) {
            advisor.wire.write(
                    advisor.root.resolve("res").resolve("%012d.msg".formatted(seq)),
                    errand.result(end));
            Files.deleteIfExists(command);
        }
    }
}
