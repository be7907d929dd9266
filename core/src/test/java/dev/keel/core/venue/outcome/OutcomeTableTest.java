package dev.keel.core.venue.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.order.VenueOrderId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTableTest {
    private static final VenueOrderId ID = new VenueOrderId("8389765849");
    private static final String HEAD = "operation,code,words,outcome,meaning,source";

    static Stream<String> venues() {
        return VenueProfiles.venues().stream();
    }

    static Stream<Arguments> rows() {
        return venues().map(OutcomeTable::load)
                .flatMap(table -> table.rows().stream().map(row -> Arguments.of(table, row)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void classifiesEveryRowAsItSays(OutcomeTable table, OutcomeRow row) {
        String code = row.isPattern() ? row.code().replace("*", "77") : row.code();

        Outcome outcome = table.classify(row.operation(), code, row.words(), ID);

        assertThat(outcome).isInstanceOf(expected(row)).satisfies(this::carriesWhatWasSaid);
    }

    private void carriesWhatWasSaid(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(var order)) {
            assertThat(order).isEqualTo(ID);
        }
    }

    private static Class<? extends Outcome> expected(OutcomeRow row) {
        return switch (row.verdict()) {
            case ACCEPTED ->
                    row.operation() == Operation.CANCEL
                            ? Outcome.Acknowledged.class
                            : Outcome.Accepted.class;
            case REFUSED -> Outcome.Refused.class;
            case UNKNOWN -> Outcome.Unknown.class;
            case EXISTS -> Outcome.Exists.class;
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takesNoSubmitForAcceptedThatNamesNoOrder(OutcomeTable table, OutcomeRow row) {
        String code = row.isPattern() ? row.code().replace("*", "77") : row.code();

        assertThat(table.classify(Operation.SUBMIT, code, row.words(), null))
                .isNotInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takesNoCancelForRefusedWhereTheOrderMayBeDone(OutcomeTable table, OutcomeRow row) {
        String meaning = row.meaning().toLowerCase(Locale.ROOT);
        boolean mayBeDone =
                Stream.of("no such", "unknown order", "done", "filled", "gone", "too late")
                        .anyMatch(meaning::contains);

        assertThat(
                        row.operation() == Operation.CANCEL
                                && row.verdict() == Verdict.REFUSED
                                && mayBeDone)
                .as("%s %s", table.venue(), row)
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void knowsNothingOfACodeThatIsNotListed(String venue) {
        OutcomeTable table = OutcomeTable.load(venue);

        for (Operation operation : Operation.values()) {
            for (String code : List.of("", "987654321", "OK", "*", "keel:", "keel:success ")) {
                assertThat(table.classify(operation, code, "words", ID))
                        .as("%s %s '%s'", venue, operation, code)
                        .isInstanceOf(Outcome.Unknown.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>ok</html>", "0", "null", "undefined", "NONE", "-1", "a b"})
    void takesNoGarbageForAnId(String id) {
        Outcome outcome =
                OutcomeTable.load("mexc")
                        .classify(Operation.SUBMIT, Transport.SUCCESS, "", new VenueOrderId(id));

        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8389765849",
                "1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
                "ETH-349249",
                "OABCDE-FGHIJ-KLMNOP"
            })
    void takesAnIdOfTheUsualForms(String id) {
        VenueOrderId order = new VenueOrderId(id);

        assertThat(
                        OutcomeTable.load("deribit")
                                .classify(Operation.SUBMIT, Transport.SUCCESS, "", order))
                .isEqualTo(new Outcome.Accepted(order));
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"TIME_OUT", "CONNECTION_LOST", "SERVER_ERROR", "TURNED_AWAY", "GARBLED"})
    void knowsNothingAfterAnAnswerThatWasLostOrUnreadable(Transport transport) {
        for (String venue : VenueProfiles.venues()) {
            for (Operation operation : Operation.values()) {
                assertThat(OutcomeTable.load(venue).classify(operation, transport, "", ID))
                        .as("%s %s", venue, operation)
                        .isInstanceOf(Outcome.Unknown.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binance, SUBMIT, -1006, UNKNOWN",
        "binance, SUBMIT, -1007, UNKNOWN",
        "binance, SUBMIT, -4116, EXISTS",
        "binance, SUBMIT, -2019, REFUSED",
        "binance, CANCEL, -2011, UNKNOWN",
        "bybit, SUBMIT, 170146, UNKNOWN",
        "bybit, SUBMIT, 170035, UNKNOWN",
        "okx, SUBMIT, 50004, UNKNOWN",
        "okx, SUBMIT, 51149, UNKNOWN",
        "okx, CANCEL, 51401, UNKNOWN",
        "kucoin, SUBMIT, 408000, UNKNOWN",
        "bitget, SUBMIT, 30008, REFUSED",
        "coinbase, SUBMIT, DUPLICATE_CLIENT_ORDER_ID, EXISTS",
        "mt5, SUBMIT, 10012, UNKNOWN",
        "mt5, SUBMIT, 10031, UNKNOWN",
        "mt5, SUBMIT, 10019, REFUSED",
        "mt5, SUBMIT, 10009, ACCEPTED",
        "mt5, CANCEL, 10029, REFUSED",
        "mt4, SUBMIT, 1, UNKNOWN",
        "mt4, SUBMIT, 128, UNKNOWN",
        "mt4, SUBMIT, 134, REFUSED",
        "fix, SUBMIT, 35=8 150=0, ACCEPTED",
        "fix, SUBMIT, 35=8 150=8, REFUSED",
        "fix, SUBMIT, 35=8 150=8 103=99, REFUSED",
        "fix, SUBMIT, 35=8 150=8 103=6, EXISTS",
        "fix, SUBMIT, 35=3, UNKNOWN",
        "fix, SUBMIT, 35=j, REFUSED",
        "fix, CANCEL, 35=9 102=0, UNKNOWN",
        "fix, CANCEL, 35=9 102=1, UNKNOWN",
        "fix, CANCEL, 35=j, REFUSED",
        "fix, QUERY, 35=8 150=I 39=8 103=5, REFUSED"
    })
    void agreesWithTheSources(String venue, Operation operation, String code, Verdict verdict) {
        OutcomeRow row =
                new OutcomeRow(operation, code, "", verdict, "as the sources say", "sources");

        assertThat(OutcomeTable.load(venue).classify(operation, code, "", ID))
                .isInstanceOf(expected(row));
    }

    @Test
    void tellsMeaningsOfOneCodeApartByTheVenuesWords() {
        OutcomeTable binance = OutcomeTable.load("binance");

        assertThat(binance.classify(Operation.SUBMIT, "-2010", "Duplicate order sent.", null))
                .isEqualTo(new Outcome.Exists());
        assertThat(binance.classify(Operation.SUBMIT, "-2010", "Something else.", null))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void refusesAVenueWithoutATable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeTable.load("../binance"))
                .withMessageStartingWith("venue must be one of [binance, ")
                .withMessageEndingWith("was '../binance'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    order,1,,REFUSED,m,s       | operation: must be one of [submit, cancel, query], was 'order'
                    submit,,,REFUSED,m,s       | code: must be given
                    submit,1,,REJECTED,m,s     | outcome: must be one of [ACCEPTED, REFUSED, UNKNOWN, EXISTS], was 'REJECTED'
                    submit,1,,REFUSED,,s       | meaning: must be given
                    submit,1,,REFUSED,m,       | source: must be given
                    submit,1,REFUSED,m,s       | line: must have 6 fields, had 5
                    submit,1*,,ACCEPTED,m,s    | code: a pattern cannot mean ACCEPTED
                    cancel,1,,EXISTS,m,s       | outcome: a cancel cannot have the outcome EXISTS
                    query,1,,ACCEPTED,m,s      | outcome: a query cannot have the outcome ACCEPTED
                    submit,7,,UNKNOWN,m,s      | code: is there twice for submit
                    """)
    void refusesABadRowByFileLineAndField(String line, String why) {
        List<String> lines = List.of("# a remark", HEAD, "submit,7,,REFUSED,meaning,source", line);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeTable.parse("some.csv", lines))
                .withMessage("some.csv line 4, " + why);
    }

    @Test
    void refusesATableWithOtherColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeTable.parse("some.csv", List.of("code,outcome")))
                .withMessageStartingWith("some.csv line 1, columns: must be [operation, code,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeTable.parse("some.csv", List.of("# nothing")))
                .withMessageStartingWith("some.csv: columns must be");
    }
}
