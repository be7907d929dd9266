package dev.keel.venues.ccxt.answer;

import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where a venue writes what in its answers.
 *
 * @param codes where its code is; the first that is there counts
 * @param words where its words are, likewise
 * @param success the codes that mean that all is well
 * @param ids the forms of its order ids
 * @param echo whether the answer to a new order must repeat our id
 */
record AnswerForm(
        List<String> codes,
        List<String> words,
        Set<String> success,
        List<Pattern> ids,
        boolean echo) {
    private static final int LONGEST = 200;

    static AnswerForm of(String venue) {
        Table.Row row =
                Table.load(AnswerForm.class, "answers.table").rows().stream()
                        .filter(each -> each.is("venue", venue))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "venue must have a form of its answers, was " + venue));
        return new AnswerForm(
                row.list("code"),
                row.list("words"),
                Set.copyOf(row.list("success")),
                row.list("id").stream().map(Pattern::compile).toList(),
                row.is("echo", "must"));
    }

    /** The venue's code, unless it is one that means that all is well. */
    Optional<String> code(JsonNode body) {
        return first(body, codes).filter(code -> !success.contains(code));
    }

    /** Whether the venue itself says that all is well. */
    boolean isWell(JsonNode body) {
        return first(body, codes).filter(success::contains).isPresent();
    }

    String said(JsonNode body) {
        return first(body, words).map(AnswerForm::shortened).orElse("");
    }

    boolean isId(String id) {
        return ids.stream().anyMatch(form -> form.matcher(id).matches());
    }

    private static Optional<String> first(JsonNode body, List<String> paths) {
        return paths.stream().flatMap(path -> Json.text(body, path).stream()).findFirst();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
