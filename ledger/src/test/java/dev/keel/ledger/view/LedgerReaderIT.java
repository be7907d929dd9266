package dev.keel.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.money.Price;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.testkit.AccountHistories;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read, beside what the accounts themselves say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerReaderIT {
    private final DatabaseAddress address = TestDatabases.create();
    private final Ledger ledger = Ledger.open(address);
    private final LedgerReader reader = ledger.reader();
    private final List<AccountState> states = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();

    @BeforeAll
    void live() {
        for (int seed = 21; seed <= 24; seed++) {
            AccountHistories life = AccountHistories.ofSeed(seed);
            for (Append append : life.take(200)) {
                assertThat(ledger.journal().append(append).toCompletableFuture().join())
                        .isEqualTo(Appended.Committed.INSTANCE);
                events.addAll(append.events());
                Stream.concat(
                                append.after().openOrders().stream(),
                                append.after().recentlyClosedOrders().stream())
                        .forEach(order -> orders.put(order.id(), order));
            }
            states.add(life.state());
        }
    }

    @AfterAll
    void close() {
        ledger.close();
        TestDatabases.drop(address);
    }

    @Test
    void showsOrdersAsTheyStand() {
        assertThat(orders).hasSizeGreaterThan(100);
        assertThat(orders.values()).allSatisfy(order -> assertShows(entry(order.id()), order));
    }

    @Test
    void showsWhatExecutionCost() {
        assertThat(orders.values())
                .filteredOn(order -> order.execution().quantity().isPositive())
                .filteredOn(order -> !order.request().instrument().symbol().contains(":"))
                .isNotEmpty()
                .allSatisfy(order -> {
                    LedgerEntry.Execution execution = entry(order.id()).execution();
                    BigDecimal average =
                            order.execution()
                                    .notional()
                                    .amount()
                                    .divide(
                                            order.execution().quantity().value(),
                                            18,
                                            RoundingMode.HALF_EVEN);
                    assertThat(execution.averagePrice()).isEqualByComparingTo(average);
                    assertThat(execution.slippage()).isEqualByComparingTo(slippage(order, average));
                });
    }

    @Test
    void knowsWhatMayBeLostAtTheStop() {
        assertThat(orders.values())
                .filteredOn(order -> order.request().protection().stopLoss() != null)
                .filteredOn(order -> order.placement().reservation() != null)
                .filteredOn(order -> !order.request().instrument().symbol().contains(":"))
                .isNotEmpty()
                .allSatisfy(order ->
                        assertThat(entry(order.id()).losses().potential())
                                .isEqualByComparingTo(
                                        order.reservedAt()
                                                .distanceTo(
                                                        Objects.requireNonNull(
                                                                order.request()
                                                                        .protection()
                                                                        .stopLoss()))
                                                .multiply(order.request().quantity().value())));
    }

    @Test
    void keepsTheTimesOfAnOrder() {
        for (OrderId id : orders.keySet()) {
            LedgerEntry.Times times = entry(id).times();
            List<AccountEvent.OrderChanged> changes = changes(id);
            Instant created = Objects.requireNonNull(orders.get(id)).placement().at();

            assertThat(times.created()).isEqualTo(cut(created));
            assertThat(times.updated())
                    .isEqualTo(cut(changes.isEmpty() ? created : changes.getLast().at()));
            assertThat(Optional.ofNullable(times.executed()))
                    .isEqualTo(fills(id).reduce((_, later) -> later).map(fill -> cut(fill.at())));
            assertThat(Optional.ofNullable(times.submitted()))
                    .isEqualTo(
                            changes.stream()
                                    .filter(LedgerReaderIT::provesThatTheVenueHasIt)
                                    .map(change -> cut(change.at()))
                                    .findFirst());
        }
    }

    @Test
    void showsTheFillsOfAnOrder() {
        for (OrderId id : orders.keySet()) {
            List<Fill> expected = fills(id).toList();
            List<FillEntry> found = reader.fills(id);

            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i).tradeId()).isEqualTo(expected.get(i).tradeId().value());
                assertThat(found.get(i).trade().price())
                        .isEqualByComparingTo(expected.get(i).price().value());
                assertThat(found.get(i).trade().quantity())
                        .isEqualByComparingTo(expected.get(i).quantity().value());
                assertThat(found.get(i).trade().fee())
                        .isEqualByComparingTo(expected.get(i).fee().amount());
                assertThat(found.get(i).trade().at()).isEqualTo(cut(expected.get(i).at()));
            }
        }
    }

    @Test
    void showsTheLatestFillsFirst() {
        AccountState state = states.getFirst();

        List<FillEntry> latest = reader.latestFills(state.id(), 5);

        assertThat(latest)
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> Long.compare(b.sequence(), a.sequence()));
    }

    @Test
    void showsPositionsAsTheyAre() {
        List<PositionEntry> shown = reader.positions(null);

        assertThat(shown)
                .hasSize(states.stream().mapToInt(state -> state.positions().size()).sum());
        for (AccountState state : states) {
            List<PositionEntry> ofAccount = reader.positions(state.id());
            assertThat(shown).containsAll(ofAccount);
            for (int i = 0; i < ofAccount.size(); i++) {
                assertShows(ofAccount.get(i), state.positions().get(i));
            }
        }
    }

    @Test
    void showsAccountsAsTheyAre() {
        assertThat(reader.accounts())
                .zipSatisfy(
                        states,
                        (shown, state) -> {
                            assertThat(shown.id()).isEqualTo(state.id());
                            assertThat(shown.number()).isEqualTo(state.profile().number());
                            assertThat(shown.sequence()).isEqualTo(state.sequence());
                            assertThat(shown.cash()).isEqualTo(state.cash());
                            assertThat(shown.mode()).isEqualTo(state.settings().mode());
                            assertThat(Optional.ofNullable(shown.haltReason()).isPresent())
                                    .isEqualTo(state.haltReason().isPresent());
                        });
    }

    @Test
    void showsWhatBecameOfSignals() {
        Map<SignalId, AccountEvent> last = new LinkedHashMap<>();
        for (AccountEvent event : events) {
            switch (event) {
                case AccountEvent.SignalHeld held -> last.put(held.signal().id(), held);
                case AccountEvent.SignalDeclined declined ->
                        last.put(declined.signal().id(), declined);
                case AccountEvent.SignalExecuted executed ->
                        last.put(executed.signal().id(), executed);
                default -> {
                    // Not about a signal.
                }
            }
        }

        List<SignalEntry> shown = reader.latestSignals(null, LedgerQuery.MAX_LIMIT);

        assertThat(shown).hasSameSizeAs(last.keySet());
        assertThat(shown)
                .allSatisfy(
                        entry -> assertShows(entry, Objects.requireNonNull(last.get(entry.id()))));
        assertThat(reader.latestSignals(states.getFirst().id(), 3))
                .hasSize(3)
                .allMatch(entry -> entry.account().equals(states.getFirst().id()));
        assertThat(reader.heldSignals(null))
                .extracting(SignalEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        states.stream()
                                .flatMap(state -> state.heldSignals().stream())
                                .map(held -> held.signal().id())
                                .toList());
    }

    @Test
    void listsOrdersByPages() {
        List<LedgerEntry> all = new ArrayList<>();
        for (int offset = 0; offset <= orders.size(); offset += 100) {
            Page<LedgerEntry> page = reader.orders(new LedgerQuery(null, null, 100, offset));
            assertThat(page.total()).isEqualTo(orders.size());
            all.addAll(page.items());
        }

        assertThat(all)
                .extracting(entry -> entry.names().order())
                .containsExactlyInAnyOrderElementsOf(orders.keySet());
        assertThat(all)
                .isSortedAccordingTo((a, b) -> b.times().created().compareTo(a.times().created()));
    }

    @ParameterizedTest
    @EnumSource
    void listsOrdersOfOneStatusAndAccount(OrderStatus status) {
        AccountState state = states.getFirst();

        Page<LedgerEntry> page =
                reader.orders(new LedgerQuery(state.id(), status, LedgerQuery.MAX_LIMIT, 0));

        assertThat(page.total())
                .isEqualTo(page.items().size())
                .isEqualTo(
                        orders.values().stream()
                                .filter(order -> order.status() == status)
                                .filter(order -> isOf(state, order))
                                .count());
        assertThat(page.items())
                .allMatch(entry -> entry.ending().status() == status)
                .allMatch(entry -> entry.names().account().equals(state.id()));
    }

    @Test
    void findsOrdersByTheirKeys() {
        for (AccountState state : states) {
            for (Order order : state.recentlyClosedOrders()) {
                if (order.origin() instanceof Origin.OfClient(var key, var _)) {
                    assertThat(reader.order(state.id(), key))
                            .hasValueSatisfying(entry ->
                                    assertThat(entry.names().order()).isEqualTo(order.id()));
                }
            }
        }
    }

    @Test
    void countsDays() {
        AccountState state = states.getFirst();
        LocalDate from = LocalDate.of(2026, 1, 1);
        List<Order> own = orders.values().stream().filter(order -> isOf(state, order)).toList();

        List<DailyStatistics> days = reader.daily(state.id(), from, LocalDate.of(2027, 1, 1));

        assertThat(days).isSortedAccordingTo((a, b) -> a.day().compareTo(b.day())).isNotEmpty();
        assertThat(days.stream().mapToLong(DailyStatistics::orders).sum()).isEqualTo(own.size());
        assertThat(days.stream().mapToLong(DailyStatistics::fills).sum())
                .isEqualTo(own.stream().mapToLong(order -> fills(order.id()).count()).sum());
        assertThat(
                        days.stream()
                                .map(DailyStatistics::fees)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        own.stream()
                                .map(order -> order.execution().fees().amount())
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
        LocalDate first = days.getFirst().day();
        assertThat(days.getFirst().orders())
                .isEqualTo(
                        own.stream()
                                .filter(order -> dayOf(order.placement().at()).equals(first))
                                .count());
        assertThat(reader.daily(state.id(), first, first.plusDays(1)))
                .containsExactly(days.getFirst());
    }

    @Test
    void refusesAPageThatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerQuery.latest(1_001))
                .withMessage("limit must be 1 to 1000, was 1001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LedgerQuery(null, null, 1, -1))
                .withMessage("offset must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.latestSignals(null, 0))
                .withMessage("limit must be 1 to 1000, was 0");
    }

    private LedgerEntry entry(OrderId id) {
        return reader.order(id).orElseThrow();
    }

    private Stream<Fill> fills(OrderId id) {
        return changes(id).stream()
                .map(AccountEvent.OrderChanged::change)
                .filter(OrderChange.Filled.class::isInstance)
                .map(change -> ((OrderChange.Filled) change).fill());
    }

    private List<AccountEvent.OrderChanged> changes(OrderId id) {
        return events.stream()
                .filter(AccountEvent.OrderChanged.class::isInstance)
                .map(AccountEvent.OrderChanged.class::cast)
                .filter(changed -> changed.order().equals(id))
                .toList();
    }

    private static boolean provesThatTheVenueHasIt(AccountEvent.OrderChanged changed) {
        return switch (changed.change()) {
            case OrderChange.Accepted _,
                    OrderChange.Filled _,
                    OrderChange.Busted _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ ->
                    true;
            case OrderChange.Refused _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _ ->
                    false;
        };
    }

    private static boolean isOf(AccountState state, Order order) {
        return order.id().value() / 100_000_000_000L == state.profile().number();
    }

    private static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static BigDecimal slippage(Order order, BigDecimal average) {
        BigDecimal expected = order.reservedAt().value();
        BigDecimal difference = average.subtract(expected);
        return (order.request().side() == Side.BUY ? difference : difference.negate())
                .divide(expected, 18, RoundingMode.HALF_EVEN);
    }

    private static void assertShows(LedgerEntry entry, Order order) {
        assertThat(entry.ending().status()).isEqualTo(order.status());
        assertThat(entry.names().brokerOrder())
                .isEqualTo(order.venueId().map(Object::toString).orElse(null));
        assertThat(entry.terms().symbol()).isEqualTo(order.request().instrument().symbol());
        assertThat(entry.terms().action()).isEqualTo(order.request().side().name());
        assertThat(entry.terms().requestedQuantity())
                .isEqualByComparingTo(order.request().quantity().value());
        assertThat(Optional.ofNullable(entry.terms().entryPrice()).map(Price::new))
                .isEqualTo(Optional.ofNullable(order.placement().reservation()));
        assertThat(Optional.ofNullable(entry.terms().stopLoss()).map(Price::new))
                .isEqualTo(order.request().protection().stop());
        assertThat(Optional.ofNullable(entry.terms().takeProfit()).map(Price::new))
                .isEqualTo(order.request().protection().target());
        assertThat(entry.execution().filledQuantity())
                .isEqualByComparingTo(order.execution().quantity().value());
        assertThat(entry.execution().fees())
                .isEqualByComparingTo(order.execution().fees().amount());
        assertThat(Optional.ofNullable(entry.ending().evidenceSource()))
                .isEqualTo(order.proof().map(why -> why.source()));
        assertThat(entry.ending().evidenceReference() == null).isEqualTo(order.isOpen());
        assertThat(entry.names().tradeUuid())
                .isEqualTo(
                        order.origin() instanceof Origin.OfClient(var key, var _)
                                ? key.value()
                                : order.id().toString());
    }

    private static void assertShows(PositionEntry entry, Position position) {
        BigDecimal quantity = position.quantity().value();
        assertThat(entry.symbol()).isEqualTo(position.instrument().id().symbol());
        assertThat(entry.side()).isEqualTo(position.side());
        assertThat(entry.quantity())
                .isEqualByComparingTo(
                        position.side() == PositionSide.SHORT ? quantity.negate() : quantity);
        assertThat(Optional.ofNullable(entry.averagePrice()).map(Price::new))
                .isEqualTo(position.averagePrice());
        assertThat(entry.results().cost()).isEqualByComparingTo(position.cost().amount());
        assertThat(entry.results().realised()).isEqualByComparingTo(position.realised().amount());
        assertThat(entry.results().fees()).isEqualByComparingTo(position.fees().amount());
        assertThat(entry.results().unrealised())
                .isEqualByComparingTo(
                        position.unrealised(new Price(entry.results().currentPrice())).amount());
    }

    private static void assertShows(SignalEntry entry, AccountEvent last) {
        assertThat(entry.times().updated()).isEqualTo(cut(last.at()));
        switch (last) {
            case AccountEvent.SignalHeld held -> {
                assertThat(entry.outcome().status()).isEqualTo(SignalEntry.Status.HELD);
                assertThat(entry.times().expires()).isEqualTo(cut(held.expiresAt()));
            }
            case AccountEvent.SignalDeclined declined -> {
                assertThat(entry.outcome().status()).isEqualTo(SignalEntry.Status.DECLINED);
                assertThat(entry.outcome().reason()).isEqualTo(declined.reason());
            }
            case AccountEvent.SignalExecuted executed -> {
                assertThat(entry.outcome().status()).isEqualTo(SignalEntry.Status.EXECUTED);
                assertThat(entry.outcome().order()).isEqualTo(executed.order());
            }
            default -> throw new AssertionError("not about a signal: " + last);
        }
    }
}
