package dev.keel.venues.simulator.fix;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a venue has said in a session, by its numbers, and how it is written. Used under the
 * server's lock.
 */
final class Spoken {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Dialect dialect;
    private final InstantSource clock;
    private final Map<Integer, List<Map.Entry<Integer, String>>> kept = new TreeMap<>();
    private String us = "VENUE";
    private String them = "KEEL";
    private String theirSub = "";
    private int next = 1;
    private long clockAheadMillis;

    Spoken(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    String now() {
        return TIME.format(clock.instant());
    }

    void clockAhead(long millis) {
        clockAheadMillis = millis;
    }

    /** Who speaks to whom, as the other side's logon says it. */
    void between(String ourName, String theirName, String theirSubName) {
        us = ourName;
        them = theirName;
        theirSub = theirSubName;
    }

    int next() {
        return next;
    }

    void next(int number) {
        next = number;
    }

    void beginAnew() {
        next = 1;
        kept.clear();
    }

    /** What the session layer says: it takes a number, and is never sent again. */
    byte[] ofSession(String type, List<Map.Entry<Integer, String>> body) {
        byte[] bytes = write(framed(type, next, body));
        next++;
        return bytes;
    }

    /** An application message: it takes a number, and can be asked for. */
    byte[] ofApplication(String type, List<Map.Entry<Integer, String>> body) {
        List<Map.Entry<Integer, String>> fields = framed(type, next, body);
        kept.put(next, fields);
        next++;
        return write(fields);
    }

    /** An application message again, under its old number; empty if there is none. */
    Optional<byte[]> again(int number) {
        return Optional.ofNullable(kept.get(number)).map(fields -> write(repeated(fields)));
    }

    /** All from a number on; what cannot be said again is filled over. */
    List<byte[]> from(int number, boolean gapFilling) {
        List<byte[]> answer = new ArrayList<>();
        int gap = number;
        for (int at = number; at < next; at++) {
            List<Map.Entry<Integer, String>> fields = gapFilling ? null : kept.get(at);
            if (fields != null) {
                fillGap(answer, gap, at);
                answer.add(write(repeated(fields)));
                gap = at + 1;
            }
        }
        fillGap(answer, gap, next);
        return answer;
    }

    private void fillGap(List<byte[]> answer, int from, int to) {
        if (from >= to) {
            return;
        }
        List<Map.Entry<Integer, String>> fields = new ArrayList<>(framed("4", from, List.of()));
        fields.add(Map.entry(43, "Y"));
        fields.add(Map.entry(122, now()));
        fields.add(Map.entry(123, "Y"));
        fields.add(Map.entry(36, Integer.toString(to)));
        answer.add(write(fields));
    }

    private static List<Map.Entry<Integer, String>> repeated(
            List<Map.Entry<Integer, String>> fields) {
        List<Map.Entry<Integer, String>> again = new ArrayList<>();
        for (Map.Entry<Integer, String> field : fields) {
            again.add(field);
            if (field.getKey() == 34) {
                again.add(Map.entry(43, "Y"));
            } else if (field.getKey() == 52) {
                again.add(Map.entry(122, field.getValue()));
            }
        }
        return again;
    }

    private List<Map.Entry<Integer, String>> framed(
            String type, int number, List<Map.Entry<Integer, String>> body) {
        List<Map.Entry<Integer, String>> fields = new ArrayList<>();
        fields.add(Map.entry(35, type));
        fields.add(Map.entry(34, Integer.toString(number)));
        fields.add(Map.entry(49, us));
        fields.add(Map.entry(52, TIME.format(clock.instant().plusMillis(clockAheadMillis))));
        fields.add(Map.entry(56, them));
        if (!theirSub.isEmpty()) {
            fields.add(Map.entry(57, theirSub));
        }
        fields.addAll(body);
        return fields;
    }

    private byte[] write(List<Map.Entry<Integer, String>> fields) {
        return Wire.write(dialect.begin(), fields);
    }
}
