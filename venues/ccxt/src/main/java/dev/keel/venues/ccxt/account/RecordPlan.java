package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.Table;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the record of an account is read at one venue.
 *
 * @param ended what lists orders that have ended
 * @param latestFirst whether a call that cannot give all gives the latest
 * @param span how long a time one call may cover
 * @param cash where the wallet's own balance is; {@code none} where nobody has reviewed it
 * @param balances the list that an unbroken answer about money holds; {@code none} where nobody has
 *     reviewed it
 * @param movements what lists money that moved without a trade
 */
record RecordPlan(
        List<Call> open,
        List<Call> ended,
        List<Call> trades,
        boolean latestFirst,
        Duration span,
        String cash,
        String balances,
        List<Call> movements) {
    static final String NO_CASH = "none";
    static final String UNKNOWN_SHAPE = "none";
    static final String TOTAL = "total";

    /** What is asked for of a list without pages. */
    private static final int LONGEST = 500;

    static RecordPlan of(Exchange exchange, InstrumentKind kind) {
        return Table.load(RecordPlan.class, "records.table").rows().stream()
                .filter(row -> row.is("venue", exchange.id()))
                .filter(row -> row.is("kind", Exchange.word(kind)))
                .findFirst()
                .map(RecordPlan::of)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "exchange "
                                        + exchange.id()
                                        + " must have a record plan for "
                                        + Exchange.word(kind)));
    }

    private static RecordPlan of(Table.Row row) {
        return new RecordPlan(
                calls(row, "open"),
                calls(row, "ended"),
                calls(row, "trades"),
                row.is("order", "latest"),
                Duration.ofHours(Long.parseLong(row.get("span"))),
                row.get("cash"),
                row.get("balances"),
                calls(row, "movements"));
    }

    private static List<Call> calls(Table.Row row, String column) {
        int page = Integer.parseInt(row.get("page"));
        NextPage next = NextPage.of(row.get("next")).orElse(null);
        return row.list(column).stream().map(text -> Call.of(text, page, next)).toList();
    }

    /**
     * A method of the library.
     *
     * @param parameters that go with it
     * @param page how many items a full page of it holds; {@link #WHOLE} if it has no pages
     * @param next how a next page is asked for; null where it is by time
     */
    record Call(String method, JsonNode parameters, int page, @Nullable NextPage next) {
        static final int WHOLE = Integer.MAX_VALUE;

        private static final String OWN = " @";

        /** Whether it tells what positions have paid and received. */
        boolean isFunding() {
            return method.equals("fetchFundingHistory");
        }

        /** How many items are asked for; a list without pages is asked for as a long one. */
        int limit() {
            return page == WHOLE ? LONGEST : page;
        }

        /**
         * Reads {@code METHOD {PARAMETERS} @PAGE NEXT}; what is not given of the pages is as the
         * row has it, and {@code @all} is a list without pages.
         */
        static Call of(String text, int page, @Nullable NextPage next) {
            int own = text.indexOf(OWN);
            if (own < 0) {
                return named(text, page, next);
            }
            String[] words = text.substring(own + OWN.length()).split(" ", 2);
            return named(
                    text.substring(0, own),
                    words[0].equals("all") ? WHOLE : Integer.parseInt(words[0]),
                    words.length > 1 ? NextPage.of(words[1]).orElse(null) : next);
        }

        private static Call named(String text, int page, @Nullable NextPage next) {
            int space = text.indexOf(' ');
            return space < 0
                    ? new Call(text, Json.object(), page, next)
                    : new Call(
                            text.substring(0, space),
                            Json.require(text.substring(space + 1)),
                            page,
                            next);
        }
    }
}
