package dev.keel.ledger.view;

import static dev.keel.ledger.EventStory.BTC;
import static dev.keel.ledger.EventStory.PERP;
import static dev.keel.ledger.EventStory.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.Difference;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.account.TradeKey;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.EventStory;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BooksReaderIT {
    private static final Evidence EVIDENCE = new Evidence("venue history", "page 7");

    private final DatabaseAddress address = TestDatabases.create();
    private final Ledger ledger = Ledger.open(address);
    private final BooksReader books = ledger.books();
    private final EventStory story = EventStory.open(ledger, "story", 7);

    /** Whatever a test has told, the tables are what the events say. */
    @AfterEach
    void verifyAndClose() {
        assertThat(ledger.verifier().verify().differences()).isEmpty();
        ledger.close();
        TestDatabases.drop(address);
    }

    @Test
    void booksASpotTradeAtCost() {
        OrderId buy = story.places(BTC, Side.BUY, "1", "100");
        story.fills(buy, story.fill("T1", "0.4", "101", "0.1"));
        OrderId sell = story.places(BTC, Side.SELL, "0.1", "110");
        story.fills(sell, story.fill("T2", "0.1", "110", "0.2"));

        assertThat(lines(buy))
                .containsExactly(
                        line("position:BTC-USD", "40.4"),
                        line("fees", "0.1"),
                        line("cash", "-40.5"));
        assertThat(lines(sell))
                .containsExactly(
                        line("position:BTC-USD", "-10.1"),
                        line("realised_pnl", "-0.9"),
                        line("fees", "0.2"),
                        line("cash", "10.8"));
        assertThat(books.postings(sell).getFirst().cause())
                .isEqualTo(new PostingEntry.Cause(sell, "T2", "BTC-USD"));
    }

    @Test
    void booksADerivativeAgainstItsContract() {
        OrderId sell = story.places(PERP, Side.SELL, "2", "50");
        story.fills(sell, story.fill("T1", "2", "50", "0"));
        OrderId turn = story.places(PERP, Side.BUY, "3", "45");
        story.fills(turn, story.fill("T2", "3", "45", "0.3"));

        assertThat(lines(sell))
                .containsExactly(
                        line("position:ETH-PERP", "-100"), line("contract:ETH-PERP", "100"));
        assertThat(lines(turn))
                .containsExactly(
                        line("position:ETH-PERP", "145"),
                        line("contract:ETH-PERP", "-145"),
                        line("realised_pnl", "-10"),
                        line("fees", "0.3"),
                        line("cash", "9.7"));
    }

    /** Cost and proceeds are rounded apart where a trade turns a position round. */
    @Test
    void booksWhatRoundingLeaves() {
        OrderId sell = story.places(BTC, Side.SELL, "0.000000001", "1");
        story.fills(sell, story.fill("T1", "0.000000001", "1.0000000005", "0"));
        OrderId buy = story.places(BTC, Side.BUY, "0.000000002", "1");
        story.fills(buy, story.fill("T2", "0.000000002", "1.0000000005", "0"));

        assertThat(books.trialBalance(story.id()))
                .extracting(BookBalance::book)
                .contains("rounding");
        assertBalanced();
    }

    @Test
    void booksABustAsTheReverse() {
        OrderId buy = story.places(BTC, Side.BUY, "1", "100");
        Fill fill = story.fill("T1", "1", "100", "0.5");
        story.fills(buy, fill);
        story.happens(
                new AccountEvent.OrderChanged(
                        story.now(), buy, new OrderChange.Busted(fill, EVIDENCE)));

        assertThat(lines(buy))
                .containsExactly(
                        line("position:BTC-USD", "100"),
                        line("fees", "0.5"),
                        line("cash", "-100.5"),
                        line("position:BTC-USD", "-100"),
                        line("fees", "-0.5"),
                        line("cash", "100.5"));
        assertThat(ledger.reader().order(buy).orElseThrow().execution().filledQuantity()).isZero();
        assertThat(ledger.reader().order(buy).orElseThrow().execution().averagePrice()).isNull();
        assertThat(
                        TestDatabases.query(
                                address,
                                "SELECT trade_id || ' ' || evidence_reference FROM fill_bust"))
                .isEqualTo("T1 page 7");
    }

    @Test
    void booksTradesOfOthers() {
        external("M1", Side.BUY, "2", "100", VenueTrade.Cause.ORDER);
        external("M2", Side.SELL, "1", "90", VenueTrade.Cause.LIQUIDATION);
        external("M1", Side.BUY, "2", "100", VenueTrade.Cause.BUST);

        assertThat(ledger.reader().positions(story.id()))
                .singleElement()
                .satisfies(position -> {
                    assertThat(position.quantity()).isEqualByComparingTo("-1");
                    assertThat(position.results().cost()).isEqualByComparingTo("100");
                });
        assertThat(
                        TestDatabases.query(
                                address,
                                "SELECT string_agg(cause || ' ' || trade_id, ', ' ORDER BY sequence)"
                                        + " FROM external_trade"))
                .isEqualTo("ORDER M1, LIQUIDATION M2, BUST M1");
        assertBalanced();
    }

    /** Reports overtake each other; the history tells in which order the trades happened. */
    @Test
    void booksTradesAnewInTheOrderOfTheHistory() {
        story.happens(new AccountEvent.HistoryRead(story.now(), "0", List.of()));
        for (InstrumentId instrument : List.of(BTC, PERP)) {
            external("A", instrument, Side.BUY, "2", "100", VenueTrade.Cause.ORDER);
            external("B", instrument, Side.BUY, "2", "110", VenueTrade.Cause.ORDER);
            external("C", instrument, Side.SELL, "2", "120", VenueTrade.Cause.ORDER);
        }
        story.happens(
                new AccountEvent.HistoryRead(
                        story.now(),
                        "6",
                        Stream.of(BTC, PERP)
                                .flatMap(instrument ->
                                        Stream.of(
                                                new TradeKey(
                                                        instrument, new TradeId("A"), Side.BUY),
                                                new TradeKey(
                                                        instrument, new TradeId("C"), Side.SELL),
                                                new TradeKey(
                                                        instrument, new TradeId("B"), Side.BUY)))
                                .toList()));

        assertThat(books.latestPostings(story.id(), 6))
                .extracting(
                        PostingEntry::book,
                        posting -> posting.amount().toPlainString(),
                        posting -> posting.cause().symbol())
                .containsExactly(
                        Tuple.tuple("cash", "10", null),
                        Tuple.tuple("realised_pnl", "-10", "ETH-PERP"),
                        Tuple.tuple("contract:ETH-PERP", "-10", "ETH-PERP"),
                        Tuple.tuple("position:ETH-PERP", "10", "ETH-PERP"),
                        Tuple.tuple("realised_pnl", "-10", "BTC-USD"),
                        Tuple.tuple("position:BTC-USD", "10", "BTC-USD"));
        assertBalanced();
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSFER, equity:transfers",
        "FUNDING, funding",
        "FEE, fees",
        "ROUNDING, rounding"
    })
    void booksMoneyThatMoves(Movement.Kind kind, String book) {
        story.happens(
                new AccountEvent.FundsMoved(story.now(), Money.of(USD, "-1.25"), "M", kind, PERP));

        assertThat(books.latestPostings(story.id(), 2))
                .extracting(PostingEntry::book, posting -> posting.amount().toPlainString())
                .containsExactly(line("cash", "-1.25"), line(book, "1.25"));
        assertBalanced();
    }

    @Test
    void refusesPostingsThatDoNotBalance() {
        assertThatThrownBy(() ->
                        TestDatabases.execute(
                                address,
                                "INSERT INTO posting (account_id, sequence, line, book, asset,"
                                        + " amount, at) VALUES ('story', 99, 1, 'cash', 'USD', 1, now()),"
                                        + " ('story', 99, 2, 'fees', 'EUR', -1, now())"))
                .rootCause()
                .hasMessageContaining("postings of event 99 of account story must sum to zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE posting SET amount = 2", "DELETE FROM posting", "TRUNCATE posting"})
    void neverChangesAPosting(String sql) {
        assertThatThrownBy(() -> TestDatabases.execute(address, sql))
                .rootCause()
                .hasMessageContaining("table posting is append-only");
    }

    @Test
    void tellsWhatFillsMadeOfTheRisk() {
        OrderRequest request =
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1"))
                        .withProtection(Protection.of(Price.of("90"), null));
        OrderId buy = story.places(request, new Origin.OfSafety("test"), "100");
        Fill worse = story.fill("T1", "0.4", "101", "0");
        story.fills(buy, worse);
        story.fills(buy, story.fill("T2", "0.6", "99", "0"));
        story.happens(
                new AccountEvent.OrderChanged(
                        story.now(), buy, new OrderChange.Busted(worse, EVIDENCE)));

        assertThat(books.riskAdjustments(buy))
                .extracting(
                        RiskAdjustmentEntry::type,
                        entry -> plain(entry.original().quantity()),
                        entry -> plain(entry.adjusted().quantity()),
                        entry -> plain(entry.original().loss()),
                        entry -> plain(entry.adjusted().loss()))
                .containsExactly(
                        Tuple.tuple("partial_fill", "1", "0.4", "10", "4"),
                        Tuple.tuple("slippage", "0.4", "0.4", "4", "4.4"),
                        Tuple.tuple("bust", "1", "0.6", "10", "6"));
    }

    @Test
    void knowsWhatAnOrderLost() {
        OrderId buy = story.places(BTC, Side.BUY, "1", "100");
        story.fills(buy, story.fill("T1", "1", "100", "0"));
        OrderId sell = story.places(BTC, Side.SELL, "1", "95");
        story.fills(sell, story.fill("T2", "0.5", "95", "0"));
        story.fills(sell, story.fill("T3", "0.5", "94", "0"));

        assertThat(ledger.reader().order(buy).orElseThrow().losses().actual()).isNull();
        assertThat(ledger.reader().order(sell).orElseThrow().losses().actual())
                .isEqualByComparingTo("5.5");
    }

    @Test
    void reportsDifferences() {
        OrderId buy = story.places(BTC, Side.BUY, "1", "100");
        story.fills(buy, story.fill("T1", "1", "100", "0"));
        Instant since = story.now();
        story.happens(found(1, Difference.Subject.FILL, Difference.Explanation.LATE_FILL, "50"));
        story.happens(
                found(2, Difference.Subject.POSITION, Difference.Explanation.UNKNOWN, "1200"),
                new AccountEvent.Halted(
                        story.now(),
                        SwitchScope.OfAccount.INSTANCE,
                        KillLevel.NO_NEW,
                        "unexplained differences of 1200",
                        "keel"));
        story.happens(found(3, Difference.Subject.BALANCE, Difference.Explanation.UNKNOWN, "700"));
        Instant resolvedAt = story.now();
        story.happens(new AccountEvent.DifferenceResolved(story.now(), 2, EVIDENCE));

        ReconciliationReport report = books.reconciliation(story.id(), since);

        assertThat(report.entries())
                .extracting(
                        ReconciliationEntry::number,
                        entry -> entry.impact().action(),
                        entry -> entry.impact().tradingStopped(),
                        entry -> entry.impact().level(),
                        entry -> entry.times().resolved())
                .containsExactly(
                        Tuple.tuple(3L, "manual_review", false, "MEDIUM", null),
                        Tuple.tuple(2L, "trading_stopped", true, "HIGH", resolvedAt),
                        Tuple.tuple(1L, "ledger_adjusted", false, null, since));
        assertThat(report.totals())
                .extracting(
                        ReconciliationReport.Total::explanation,
                        ReconciliationReport.Total::count,
                        total -> plain(total.impact()))
                .containsExactly(
                        Tuple.tuple(Difference.Explanation.LATE_FILL, 1L, "50"),
                        Tuple.tuple(Difference.Explanation.UNKNOWN, 2L, "1900"));
        assertThat(report.unresolved()).isEqualTo(1);
        assertThat(books.reconciliation(null, resolvedAt).entries()).isEmpty();
        assertThat(ledger.reader().positions(story.id()).getFirst().reconciled())
                .satisfies(reconciled -> {
                    assertThat(reconciled.count()).isEqualTo(2);
                    assertThat(reconciled.last()).isEqualTo(resolvedAt);
                    assertThat(reconciled.lastDiscrepancy()).isEqualByComparingTo("0");
                });
    }

    @Test
    void showsOrdersOfOthersAsLongAsTheyWork() {
        story.happens(seen(working("X1", "0"), working("X2", "0")));
        Instant first = story.now().minusSeconds(1);
        story.happens(seen(working("X2", "0.5")));

        assertThat(books.externalOrders(null))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.venueOrder()).isEqualTo("X2");
                    assertThat(order.terms().filled()).isEqualByComparingTo("0.5");
                    assertThat(order.firstSeen()).isEqualTo(first);
                });

        story.happens(seen());
        assertThat(books.externalOrders(story.id())).isEmpty();
        story.happens(seen(working("X1", "0")));
        assertThat(books.externalOrders(story.id()))
                .extracting(ExternalOrderEntry::venueOrder)
                .containsExactly("X1");
    }

    @Test
    void showsAlarmsAndKillSwitches() {
        story.happens(
                new AccountEvent.Alarmed(story.now(), AlarmKind.OVERFILL, BTC, "one"),
                new AccountEvent.Alarmed(story.now(), AlarmKind.UNRESOLVED, null, "two"),
                new AccountEvent.Halted(
                        story.now(),
                        new SwitchScope.OfSymbol(BTC),
                        KillLevel.FLATTEN,
                        "odd prices",
                        "ann"),
                new AccountEvent.Halted(story.now(), "stop", "bob"));
        story.happens(new AccountEvent.Resumed(story.now(), "ann"));

        assertThat(books.alarms(story.id(), 10))
                .extracting(AlarmEntry::kind, AlarmEntry::symbol, AlarmEntry::detail)
                .containsExactly(
                        Tuple.tuple(AlarmKind.UNRESOLVED, null, "two"),
                        Tuple.tuple(AlarmKind.OVERFILL, "BTC-USD", "one"));
        assertThat(books.alarms(null, 1)).hasSize(1);
        assertThat(books.killSwitches(null))
                .extracting(
                        KillSwitchEntry::scope,
                        KillSwitchEntry::name,
                        KillSwitchEntry::level,
                        KillSwitchEntry::who)
                .containsExactly(Tuple.tuple("symbol", "BTC-USD", KillLevel.FLATTEN, "ann"));
    }

    private void external(
            String trade, Side side, String quantity, String price, VenueTrade.Cause cause) {
        external(trade, BTC, side, quantity, price, cause);
    }

    private void external(
            String trade,
            InstrumentId instrument,
            Side side,
            String quantity,
            String price,
            VenueTrade.Cause cause) {
        story.happens(
                new AccountEvent.ExternalTraded(
                        story.now(),
                        new VenueTrade(
                                null,
                                new VenueOrderId("X"),
                                instrument,
                                side,
                                story.fill(trade, quantity, price, "0.1"),
                                cause)));
    }

    private AccountEvent found(
            long number, Difference.Subject subject, Difference.Explanation why, String impact) {
        InstrumentId instrument = subject == Difference.Subject.BALANCE ? null : BTC;
        return new AccountEvent.DifferenceFound(
                story.now(),
                new Difference(
                        number,
                        subject,
                        why,
                        instrument,
                        BigDecimal.ONE,
                        BigDecimal.TWO,
                        Money.of(USD, impact),
                        "seen"));
    }

    private AccountEvent seen(VenueOrder... orders) {
        return new AccountEvent.ExternalOrdersSeen(story.now(), List.of(orders));
    }

    private static VenueOrder working(String id, String filled) {
        return new VenueOrder(
                null,
                new VenueOrderId(id),
                BTC,
                Side.BUY,
                Quantity.of("1"),
                Quantity.of(filled),
                VenueOrder.State.WORKING,
                "open");
    }

    private List<Tuple> lines(OrderId order) {
        return books.postings(order).stream()
                .map(posting -> line(posting.book(), posting.amount().toPlainString()))
                .toList();
    }

    private static Tuple line(String book, String amount) {
        return Tuple.tuple(book, amount);
    }

    private void assertBalanced() {
        List<BookBalance> balances = books.trialBalance(story.id());
        assertThat(balances.stream().map(BookBalance::balance).reduce(Money.zero(USD), Money::plus))
                .isEqualTo(Money.zero(USD));
        assertThat(balances).contains(new BookBalance("cash", story.state().cash()));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
