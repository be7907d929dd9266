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
 * @param page how many one call gives at most
 * @param next how a next page is asked for; null where it is by time
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
        int page,
        @Nullable NextPage next,
        Duration span,
        String cash,
        String balances,
        List<Call> movements) {
    static final String NO_CASH = "none";
    static final String UNKNOWN_SHAPE = "none";
    static final String TOTAL = "total";

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
                Integer.parseInt(row.get("page")),
                NextPage.of(row.get("next")).orElse(null),
                Duration.ofHours(Long.parseLong(row.get("span"))),
                row.get("cash"),
                row.get("balances"),
                calls(row, "movements"));
    }

    private static List<Call> calls(Table.Row row, String column) {
        return row.list(column).stream().map(Call::of).toList();
    }

    /**
     * A method of the library.
     *
     * @param parameters that go with it
     */
    record Call(String method, JsonNode parameters) {
        static Call of(String text) {
            int space = text.indexOf(' ');
            return space < 0
                    ? new Call(text, Json.object())
                    : new Call(text.substring(0, space), Json.require(text.substring(space + 1)));
        }
    }
}
