package dev.keel.signals.fusion.log;

import dev.keel.core.signal.SignalId;
import dev.keel.signals.fusion.log.FusionRecord.Frozen;
import dev.keel.signals.fusion.log.FusionRecord.Opened;
import dev.keel.signals.fusion.log.FusionRecord.OpinionGiven;
import dev.keel.signals.fusion.log.FusionRecord.OutcomeResolved;
import dev.keel.signals.fusion.log.FusionRecord.Thawed;
import dev.keel.signals.fusion.log.FusionRecord.WeightsMoved;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Records as lines for people: a word that says what it is, then {@code name=value} with blanks
 * between them. A text that may hold blanks comes last, after {@code reason=}.
 */
final class RecordText {
    private static final String REASON = " reason=";

    private RecordText() {}

    static String format(FusionRecord entry) {
        return switch (entry) {
            case Opened opened ->
                    line("opened")
                            .add("schema=" + opened.schema())
                            .add("experts=" + String.join(",", opened.experts()))
                            .add("prior=" + opened.prior())
                            .add("rate=" + opened.rules().learningRate())
                            .add("share=" + opened.rules().share())
                            .add("move=" + opened.rules().largestMove())
                            .add("horizon=" + opened.rules().horizonBars())
                            .toString();
            case OpinionGiven given ->
                    line("opinion")
                            .add("schema=" + given.schema())
                            .add("signal=" + given.signal())
                            .add("entry=" + given.barriers().entry())
                            .add("upper=" + given.barriers().upper())
                            .add("lower=" + given.barriers().lower())
                            .add("awake=" + awake(given))
                            .add("score=" + given.scores())
                            .add("probability=" + given.probabilities())
                            .add("weight=" + given.weights())
                            .toString();
            case OutcomeResolved resolved ->
                    line("outcome")
                            .add("signal=" + resolved.signal())
                            .add("at=" + resolved.at())
                            .add("outcome=" + resolved.outcome())
                            .add("uniqueness=" + resolved.uniqueness())
                            .toString();
            case WeightsMoved moved ->
                    line("weights")
                            .add("signal=" + moved.signal())
                            .add("before=" + moved.before())
                            .add("after=" + moved.after())
                            .add("loss=" + moved.losses())
                            .add("intercept=" + moved.intercepts())
                            .add("slope=" + moved.slopes())
                            .toString();
            case Frozen(Instant at, String reason) ->
                    line("frozen").add("at=" + at) + REASON + oneLine(reason);
            case Thawed(Instant at, String reason) ->
                    line("thawed").add("at=" + at) + REASON + oneLine(reason);
        };
    }

    /**
     * Parses what {@link #format} writes.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    static FusionRecord parse(String text) {
        Fields fields = Fields.of(text);
        return switch (fields.word) {
            case "opened" ->
                    new Opened(
                            fields.integer("schema"),
                            List.of(fields.text("experts").split(",", -1)),
                            fields.numbers("prior"),
                            new LearningRules(
                                    fields.number("rate"),
                                    fields.number("share"),
                                    fields.number("move"),
                                    fields.integer("horizon")));
            case "opinion" ->
                    new OpinionGiven(
                            fields.integer("schema"),
                            fields.signal(),
                            new Barriers(
                                    fields.number("entry"),
                                    fields.number("upper"),
                                    fields.number("lower")),
                            awake(fields.text("awake")),
                            fields.numbers("score"),
                            fields.numbers("probability"),
                            fields.numbers("weight"));
            case "outcome" ->
                    new OutcomeResolved(
                            fields.signal(),
                            fields.instant(),
                            Outcome.valueOf(fields.text("outcome")),
                            fields.number("uniqueness"));
            case "weights" ->
                    new WeightsMoved(
                            fields.signal(),
                            fields.numbers("before"),
                            fields.numbers("after"),
                            fields.numbers("loss"),
                            fields.numbers("intercept"),
                            fields.numbers("slope"));
            case "frozen" -> new Frozen(fields.instant(), fields.text("reason"));
            case "thawed" -> new Thawed(fields.instant(), fields.text("reason"));
            default ->
                    throw new IllegalArgumentException(
                            "record must be opened, opinion, outcome, weights, frozen or thawed,"
                                    + " was '"
                                    + fields.word
                                    + "'");
        };
    }

    private static StringJoiner line(String word) {
        return new StringJoiner(" ").add(word);
    }

    private static String awake(OpinionGiven given) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < given.scores().size(); i++) {
            bits.append((given.awake() >>> i & 1) == 1 ? '1' : '0');
        }
        return bits.toString();
    }

    private static long awake(String bits) {
        long awake = 0;
        for (int i = 0; i < bits.length(); i++) {
            awake |= bits.charAt(i) == '1' ? 1L << i : 0;
        }
        return awake;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }

    /** The fields of a line by name. */
    private record Fields(String word, Map<String, String> values) {
        static Fields of(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            int reason = text.indexOf(REASON);
            String rest = text;
            if (reason >= 0) {
                values.put("reason", text.substring(reason + REASON.length()));
                rest = text.substring(0, reason);
            }
            String[] parts = rest.split(" ", -1);
            for (int i = 1; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException(
                            "field must look like name=value, was '" + parts[i] + "'");
                }
                values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
            return new Fields(parts[0], values);
        }

        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("field '" + name + "' must be there");
            }
            return value;
        }

        int integer(String name) {
            return Integer.parseInt(text(name));
        }

        double number(String name) {
            return Double.parseDouble(text(name));
        }

        Numbers numbers(String name) {
            return Numbers.parse(text(name));
        }

        SignalId signal() {
            return SignalId.parse(text("signal"));
        }

        Instant instant() {
            try {
                return Instant.parse(text("at"));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("field 'at' must be a time", e);
            }
        }
    }
}
