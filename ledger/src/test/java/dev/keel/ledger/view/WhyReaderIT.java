package dev.keel.ledger.view;

import static dev.keel.ledger.EventStory.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.Difference;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.ledger.EventStory;
import dev.keel.ledger.Ledger;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One signal that was held and executed in two fills, one that was declined, one order amended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyReaderIT {
    private static final Evidence EVIDENCE = new Evidence("venue order V9", "CANCELED");

    private final DatabaseAddress address = TestDatabases.create();
    private final Ledger ledger = Ledger.open(address);
    private final WhyReader why = ledger.why();
    private final EventStory story = EventStory.open(ledger, "story", 7);
    private final Signal executed = signal("2026-01-02T11:00:00Z");
    private final Signal declined = signal("2026-01-02T11:05:00Z");
    private OrderId entry = new OrderId(1);
    private OrderId exit = new OrderId(1);
    private OrderId amended = new OrderId(1);
    private OrderId replacement = new OrderId(1);

    @BeforeAll
    void tell() {
        story.happens(
                new AccountEvent.SignalHeld(story.now(), executed, story.now().plusSeconds(60)));
        OrderRequest request =
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1"))
                        .withProtection(Protection.of(Price.of("90"), null));
        entry = story.places(request, new Origin.OfSignal(executed.id()), "100");
        story.happens(new AccountEvent.SignalExecuted(story.now(), executed, entry));
        story.fills(entry, story.fill("T1", "0.4", "101", "0.1"));
        story.happens(
                new AccountEvent.OrderChanged(
                        story.now(),
                        entry,
                        new OrderChange.Filled(story.fill("T2", "0.6", "100", "0.1"))),
                new AccountEvent.DifferenceFound(
                        story.now(),
                        new Difference(
                                1,
                                Difference.Subject.FILL,
                                Difference.Explanation.LATE_FILL,
                                BTC,
                                null,
                                null,
                                null,
                                "late")));
        exit =
                story.places(
                        OrderRequest.market(BTC, Side.SELL, Quantity.of("1")),
                        new Origin.OfProtection(entry),
                        "90");
        story.happens(
                new AccountEvent.SignalDeclined(
                        story.now(),
                        declined,
                        DeclineReason.RISK,
                        "too much",
                        List.of(EventStory.CHECK)));
        amended = story.places(request, new Origin.OfClient(new ClientKey("k1"), "ann"), "100");
        story.happens(
                new AccountEvent.AmendRequested(
                        story.now(), amended, request, new ClientKey("k2"), "ann"),
                new AccountEvent.OrderChanged(
                        story.now(), amended, new OrderChange.Canceled(EVIDENCE)));
        replacement = story.places(request, new Origin.OfClient(new ClientKey("k2"), "ann"), "100");
    }

    @AfterAll
    void close() {
        assertThat(ledger.verifier().verify().differences()).isEmpty();
        ledger.close();
        TestDatabases.drop(address);
    }

    @Test
    void tellsTheWholeChainOfASignal() {
        Why whole = why.ofSignal(story.id(), executed.id()).orElseThrow();

        assertThat(whole).isEqualTo(why.ofOrder(entry).orElseThrow());
        assertThat(Objects.requireNonNull(whole.signal()).reasons()).contains("fast above slow");
        assertThat(Objects.requireNonNull(whole.gate()).mode())
                .isEqualTo(ExecutionMode.AI_ASSISTED);
        assertThat(Objects.requireNonNull(whole.gate()).heldAt()).isNotNull();
        assertThat(Objects.requireNonNull(whole.gate()).outcome())
                .isEqualTo(SignalEntry.Status.EXECUTED);
        assertThat(whole.risk().checks()).containsExactly(EventStory.CHECK);
        assertThat(Objects.requireNonNull(whole.order()).lineage().exits()).containsExactly(exit);
        assertThat(whole.messages())
                .extracting(Why.Message::type)
                .containsExactly(
                        "order_placed",
                        "order_accepted",
                        "signal_executed",
                        "order_filled",
                        "order_filled");
        assertThat(whole.fills()).extracting(FillEntry::tradeId).containsExactly("T1", "T2");
        assertThat(whole.postings()).hasSize(6);
        assertThat(whole.adjustments())
                .extracting(RiskAdjustmentEntry::type)
                .containsExactly("partial_fill", "slippage");
        assertThat(whole.differences()).extracting(ReconciliationEntry::number).containsExactly(1L);
    }

    @Test
    void narrowsToAFill() {
        Why fill = why.ofFill(entry, "T2").orElseThrow();

        assertThat(fill.fills()).extracting(FillEntry::tradeId).containsExactly("T2");
        assertThat(fill.postings())
                .hasSize(3)
                .allMatch(posting -> "T2".equals(posting.cause().trade()));
        assertThat(why.ofFill(entry, "T3")).isEmpty();
    }

    @Test
    void tellsWhyASignalWasDeclined() {
        Why whole = why.ofSignal(story.id(), declined.id()).orElseThrow();

        assertThat(whole.order()).isNull();
        assertThat(Objects.requireNonNull(whole.gate()).reason()).isEqualTo(DeclineReason.RISK);
        assertThat(Objects.requireNonNull(whole.gate()).heldAt()).isNull();
        assertThat(whole.risk().checks()).containsExactly(EventStory.CHECK);
    }

    @Test
    void followsAnExitToTheSignalOfItsEntry() {
        Why whole = why.ofOrder(exit).orElseThrow();

        assertThat(Objects.requireNonNull(whole.signal()).id()).isEqualTo(executed.id());
        assertThat(Objects.requireNonNull(whole.order()).lineage().entry()).isEqualTo(entry);
    }

    @Test
    void followsAnAmendedOrderToWhatReplacedIt() {
        Why whole = why.ofOrder(amended).orElseThrow();

        assertThat(whole.signal()).isNull();
        assertThat(Objects.requireNonNull(whole.order()).lineage().replacedBy())
                .containsExactly(replacement);
        assertThat(whole.messages().getLast().evidenceReference()).isEqualTo("CANCELED");
    }

    @Test
    void knowsNothingOfWhatNeverWas() {
        assertThat(why.ofOrder(new OrderId(5))).isEmpty();
        assertThat(why.ofSignal(story.id(), signal("2026-01-01T00:00:00Z").id())).isEmpty();
    }

    private static Signal signal(String barClose) {
        return new Signal(
                new SignalId(
                        new SignalSource("sma-cross", BTC, Timeframe.M5), Instant.parse(barClose)),
                Direction.LONG,
                0.5,
                0.5,
                PricePlan.at(Price.of("100")),
                List.of(Reason.of("fast above slow")));
    }
}
