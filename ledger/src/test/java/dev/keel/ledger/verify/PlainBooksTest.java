package dev.keel.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.testkit.AccountHistories;
import java.math.BigDecimal;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlainBooksTest {
    @Property(tries = 100)
    void countWhatTheAccountCounts(@ForAll long seed) {
        PlainBooks books = new PlainBooks();
        AccountHistories life = AccountHistories.ofSeed(seed);

        for (Append append : life.take(120)) {
            append.events().forEach(event -> take(books, append.after(), event));
        }

        assertThat(books.cash()).isEqualByComparingTo(life.state().cash().amount());
        assertThat(books.books()).hasSameSizeAs(life.state().positions());
        for (Position position : life.state().positions()) {
            String symbol = position.instrument().id().symbol();
            assertSame(position, Objects.requireNonNull(books.books().get(symbol)));
        }
    }

    private static void take(PlainBooks books, AccountState state, AccountEvent event) {
        if (event instanceof AccountEvent.FundsMoved moved) {
            books.moveFunds(moved.amount().amount());
        } else if (event
                instanceof
                AccountEvent.OrderChanged(var _, var id, OrderChange.Filled(Fill fill))) {
            Order order = state.order(id).orElseThrow();
            books.fill(
                    state.instrument(order.request().instrument()).orElseThrow(),
                    order.request().side(),
                    fill);
        }
    }

    private static void assertSame(Position position, PlainBooks.Book book) {
        BigDecimal quantity = position.quantity().value();
        assertThat(book.units())
                .isEqualByComparingTo(
                        position.side() == PositionSide.SHORT ? quantity.negate() : quantity);
        assertThat(book.cost()).isEqualByComparingTo(position.cost().amount());
        assertThat(book.realised()).isEqualByComparingTo(position.realised().amount());
        assertThat(book.fees()).isEqualByComparingTo(position.fees().amount());
    }
}
