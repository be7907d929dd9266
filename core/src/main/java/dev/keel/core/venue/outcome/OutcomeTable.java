package dev.keel.core.venue.outcome;

import dev.keel.core.order.VenueOrderId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of one venue prove. What no row names proves nothing: it is {@link
 * Outcome.Unknown}, and so is a submit's success that does not name an order.
 *
 * <p>Every table begins with the rows of {@code every-venue.csv}, for what has no code of a venue.
 */
public final class OutcomeTable {
    private static final String EVERY_VENUE = "every-venue";

    /** What venues and the programs between write where there is no id. */
    private static final Set<String> NO_IDS = Set.of("0", "-1", "none", "null", "undefined", "nan");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,63}");

    private final String venue;
    private final List<OutcomeRow> rows;

    private OutcomeTable(String venue, List<OutcomeRow> rows) {
        this.venue = venue;
        this.rows = rows;
    }

    /**
     * Loads the table of a venue that comes with Keel.
     *
     * @throws IllegalArgumentException if there is none, or a row is wrong: file, line and field
     *     are named
     */
    public static OutcomeTable load(String venue) {
        if (!VenueProfiles.venues().contains(venue)) {
            throw new IllegalArgumentException(
                    "venue must be one of " + VenueProfiles.venues() + ", was '" + venue + "'");
        }
        List<OutcomeRow> rows = new ArrayList<>(rowsOf(EVERY_VENUE));
        rows.addAll(rowsOf(venue));
        return of(venue, rows);
    }

    static OutcomeTable of(String venue, List<OutcomeRow> rows) {
        return new OutcomeTable(
                venue,
                rows.stream()
                        .sorted(Comparator.comparingInt(OutcomeRow::exactness).reversed())
                        .toList());
    }

    private static List<OutcomeRow> rowsOf(String name) {
        String file = name + ".csv";
        return parse(
                file,
                TableReader.resource(file)
                        .orElseThrow(
                                () -> new IllegalStateException("table " + file + " is missing")));
    }

    static List<OutcomeRow> parse(String file, List<String> lines) {
        TableReader reader =
                new TableReader(file, "operation", "code", "words", "outcome", "meaning", "source");
        List<OutcomeRow> rows = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (TableReader.Row line : reader.read(lines)) {
            OutcomeRow row = row(line);
            List<Object> key =
                    List.of(row.operation(), row.code(), row.words().toLowerCase(Locale.ROOT));
            line.require(seen.add(key), "code", "is there twice for " + row.operation());
            rows.add(row);
        }
        return rows;
    }

    private static OutcomeRow row(TableReader.Row line) {
        Operation operation =
                Operation.of(line.get("operation"))
                        .orElseThrow(() ->
                                line.wrong(
                                        "operation",
                                        "must be one of "
                                                + Arrays.toString(Operation.values())
                                                + ", was '"
                                                + line.get("operation")
                                                + "'"));
        Verdict verdict = verdict(line);
        line.require(
                operation.allows(verdict),
                "outcome",
                "a " + operation + " cannot have the outcome " + verdict);
        OutcomeRow row =
                new OutcomeRow(
                        operation,
                        line.getFilled("code"),
                        line.get("words"),
                        verdict,
                        line.getFilled("meaning"),
                        line.getFilled("source"));
        line.require(
                !row.isPattern() || verdict == Verdict.UNKNOWN || verdict == Verdict.REFUSED,
                "code",
                "a pattern cannot mean " + verdict);
        return row;
    }

    private static Verdict verdict(TableReader.Row line) {
        String word = line.get("outcome");
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.name().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        line.wrong(
                                "outcome",
                                "must be one of "
                                        + Arrays.toString(Verdict.values())
                                        + ", was '"
                                        + word
                                        + "'"));
    }

    public String venue() {
        return venue;
    }

    List<OutcomeRow> rows() {
        return rows;
    }

    /** How many codes of the venue and of Keel itself prove what, for one operation. */
    public Map<Verdict, Long> counts(Operation operation) {
        return rows.stream()
                .filter(row -> row.operation() == operation)
                .collect(
                        Collectors.groupingBy(
                                OutcomeRow::verdict,
                                () -> new EnumMap<>(Verdict.class),
                                Collectors.counting()));
    }

    /**
     * What an answer proves.
     *
     * @param code the venue's code as it gave it
     * @param words the venue's words; never a secret
     * @param order the venue's id of the order, if the answer names one
     */
    public Outcome classify(
            Operation operation, String code, String words, @Nullable VenueOrderId order) {
        Optional<OutcomeRow> row =
                rows.stream().filter(each -> each.covers(operation, code, words)).findFirst();
        if (row.isEmpty()) {
            return new Outcome.Unknown(said(code, words) + ": no table lists this code");
        }
        return switch (row.get().verdict()) {
            case ACCEPTED -> accepted(operation, code, words, order);
            case REFUSED -> new Outcome.Refused(code, words);
            case UNKNOWN -> new Outcome.Unknown(said(code, words) + ": " + row.get().meaning());
            case EXISTS -> new Outcome.Exists();
        };
    }

    /** What it proves that the venue said nothing, or nothing with a code. */
    public Outcome classify(
            Operation operation, Transport transport, String words, @Nullable VenueOrderId order) {
        return classify(operation, transport.code(), words, order);
    }

    private Outcome accepted(
            Operation operation, String code, String words, @Nullable VenueOrderId order) {
        if (operation == Operation.CANCEL) {
            return new Outcome.Acknowledged();
        }
        return order != null && isId(order)
                ? new Outcome.Accepted(order)
                : new Outcome.Unknown(
                        said(code, words)
                                + ": a success that names no order"
                                + (order == null ? "" : ", but '" + shortened(order) + "'"));
    }

    private static boolean isId(VenueOrderId order) {
        return ID.matcher(order.value()).matches()
                && !NO_IDS.contains(order.value().toLowerCase(Locale.ROOT));
    }

    private static String shortened(VenueOrderId order) {
        return order.value().substring(0, Math.min(order.value().length(), 32));
    }

    private String said(String code, String words) {
        return venue + " " + code + (words.isBlank() ? "" : " " + words.strip());
    }
}
