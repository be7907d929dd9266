package dev.keel.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.journal.Append;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.testkit.AccountHistories;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever an account goes through, its books balance, and are the account. */
class EntryTest {
    @Property(tries = 60)
    void booksBalanceAndAreTheAccount(@ForAll long seed) {
        Map<String, BigDecimal> books = new TreeMap<>();
        AccountState state = null;

        for (Append append : AccountHistories.ofSeed(seed).take(80)) {
            for (AccountEvent event : append.events()) {
                AccountState after = next(state, event);
                assertThat(book(books, Projection.tablesOf(state, List.of(event), after)))
                        .isEqualByComparingTo("0");
                state = after;
            }
        }

        AccountState last = Objects.requireNonNull(state);
        assertThat(balance(books, "cash")).isEqualByComparingTo(last.cash().amount());
        for (Position position : last.positions()) {
            assertIsBooked(position, books);
        }
    }

    private static void assertIsBooked(Position position, Map<String, BigDecimal> books) {
        String symbol = position.instrument().id().symbol();
        BigDecimal cost = position.cost().amount();
        BigDecimal signed = position.side() == PositionSide.SHORT ? cost.negate() : cost;
        boolean linear = position.instrument().kind() == InstrumentKind.LINEAR;
        assertThat(balance(books, "position:" + symbol)).isEqualByComparingTo(signed);
        assertThat(balance(books, "contract:" + symbol))
                .isEqualByComparingTo(linear ? signed.negate() : BigDecimal.ZERO);
        assertThat(balance(books, "realised_pnl " + symbol))
                .isEqualByComparingTo(position.realised().amount().negate());
        assertThat(balance(books, "fees " + symbol)).isEqualByComparingTo(position.fees().amount());
    }

    private static AccountState next(@Nullable AccountState state, AccountEvent event) {
        return state == null ? Account.replay(List.of(event)) : Account.apply(state, event);
    }

    /** Adds the postings among the rows, and returns their sum. */
    private static BigDecimal book(Map<String, BigDecimal> books, List<Row> rows) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Row row : rows) {
            if (row.table() == BookTables.POSTING) {
                BigDecimal amount = new BigDecimal(cell(row, "amount"));
                String book = cell(row, "book");
                books.merge(book, amount, BigDecimal::add);
                books.merge(book + " " + cell(row, "symbol"), amount, BigDecimal::add);
                sum = sum.add(amount);
            }
        }
        return sum;
    }

    private static String cell(Row row, String column) {
        return String.valueOf(row.element(BookTables.POSTING.indexOf(column)));
    }

    private static BigDecimal balance(Map<String, BigDecimal> books, String book) {
        return books.getOrDefault(book, BigDecimal.ZERO);
    }
}
