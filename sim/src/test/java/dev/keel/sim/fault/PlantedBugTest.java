package dev.keel.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.MemoryStore;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.History;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.core.venue.VenueStatement;
import dev.keel.sim.fault.oracle.Invariant;
import dev.keel.sim.fault.plan.Profile;
import dev.keel.sim.fault.wire.FaultyJournal;
import dev.keel.sim.fault.world.Tampering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the simulator can fail: bugs that systems like this one had are planted, and found.
 */
class PlantedBugTest {
    private static final int SEEDS = 2_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isCaught(Bug bug) {
        SimulationReport report =
                FaultSimulation.run(
                        new SimulationRequest(SEEDS, 1, Profile.DEFAULT, 1, bug.tampering()),
                        _ -> {},
                        () -> 0);

        assertThat(report.stories())
                .singleElement()
                .satisfies(story -> {
                    assertThat(story.violation().invariant()).isIn(bug.broken());
                    assertThat(story.lines()).isNotEmpty();
                });
    }

    static Stream<Bug> bugs() {
        return Stream.of(
                new Bug(
                        "sends again after a time-out",
                        PlantedVenue.in(BlindResend::new),
                        Invariant.SENT_ONCE),
                new Bug(
                        "gives an order up after three queries",
                        PlantedVenue.in(GivesUp::new),
                        Invariant.END_IS_TRUE,
                        Invariant.NOT_GIVEN_UP_EARLY,
                        Invariant.END_KNOWS_ALL_FILLS,
                        Invariant.TRADES_ARE_RESERVED,
                        Invariant.SETTLES),
                new Bug(
                        "takes a fill that comes twice for two",
                        PlantedVenue.in(CountsTwice::new),
                        Invariant.BOOKS_MOVE_BY_FACTS),
                new Bug(
                        "releases the reservation of an unknown outcome",
                        PlantedVenue.in(TakesDoubtForRefusal::new),
                        Invariant.END_IS_TRUE,
                        Invariant.NOT_GIVEN_UP_EARLY,
                        Invariant.TRADES_ARE_RESERVED),
                new Bug(
                        "takes a cancel for done when it is sent",
                        PlantedVenue.in(CancelIsDone::new),
                        Invariant.END_IS_TRUE,
                        Invariant.NOT_GIVEN_UP_EARLY,
                        Invariant.END_KNOWS_ALL_FILLS),
                new Bug(
                        "forgets that an order is reduce-only",
                        PlantedVenue.in(NotReduceOnly::new),
                        Invariant.SENT_AS_COMMITTED,
                        Invariant.REDUCE_ONLY_REDUCES),
                new Bug(
                        "moves money that the broker did not move",
                        PlantedVenue.in(InventsMoney::new),
                        Invariant.BOOKS_MOVE_BY_FACTS),
                new Bug(
                        "believes that a query which failed has found nothing",
                        PlantedVenue.in(FailureIsAbsence::new),
                        Invariant.END_IS_TRUE,
                        Invariant.NOT_GIVEN_UP_EARLY,
                        Invariant.TRADES_ARE_RESERVED,
                        Invariant.NO_FALSE_DIFFERENCE),
                new Bug(
                        "takes an empty list for an end",
                        PlantedVenue.in(NotFoundIsRefused::new),
                        Invariant.END_IS_TRUE,
                        Invariant.NOT_GIVEN_UP_EARLY,
                        Invariant.TRADES_ARE_RESERVED),
                new Bug(
                        "sends before the commit",
                        Tampering.withJournals(SaysItIsWritten::new),
                        Invariant.INTENT_DURABLE_BEFORE_SEND,
                        Invariant.SEQUENCE_WHOLE,
                        Invariant.REPLAY_IS_STATE),
                new Bug(
                        "reads the kill switch outside the transaction",
                        Tampering.withJournals(IgnoresSwitch::new),
                        Invariant.KILL_SWITCH_KEPT),
                new Bug(
                        "does not check its lease",
                        Tampering.withJournals(BelievesItsLease::new),
                        Invariant.LEASE_HELD),
                new Bug(
                        "loses the last event in a restart",
                        Tampering.withJournals(ReadsTooLittle::new),
                        Invariant.SEQUENCE_WHOLE,
                        Invariant.INTENT_DURABLE_BEFORE_SEND,
                        Invariant.REPLAY_IS_STATE,
                        Invariant.RUNNER_SOUND,
                        Invariant.SETTLES));
    }

    /**
     * A bug.
     *
     * @param broken the invariants of which one must be what breaks
     */
    record Bug(String name, Tampering tampering, Set<Invariant> broken) {
        Bug(String name, Tampering tampering, Invariant first, Invariant... more) {
            this(name, tampering, EnumSet.of(first, more));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class BlindResend extends PlantedVenue {
        private final Map<OrderId, Order> sent = new TreeMap<>();

        @Override
        public void submit(Order order) {
            sent.put(order.id(), order);
            super.submit(order);
        }

        @Override
        public void onReport(VenueReport report) {
            Order order = sent.remove(report.order());
            if (order != null && report.change() instanceof OrderChange.Doubted) {
                super.submit(order);
            }
            super.onReport(report);
        }
    }

    private static final class GivesUp extends PlantedVenue {
        private final Map<OrderId, Integer> asked = new TreeMap<>();

        @Override
        public void query(OrderId order) {
            if (asked.merge(order, 1, Integer::sum) < 3) {
                super.query(order);
            } else {
                onReport(
                        new VenueReport(
                                order,
                                new OrderChange.Canceled(new Evidence("keel", "3 queries"))));
            }
        }
    }

    private static final class CountsTwice extends PlantedVenue {
        private int fills;

        @Override
        public void onReport(VenueReport report) {
            if (report.change() instanceof OrderChange.Filled(Fill fill)) {
                fills++;
                TradeId own = new TradeId(fill.tradeId() + "#" + fills);
                super.onReport(
                        new VenueReport(
                                report.order(),
                                new OrderChange.Filled(
                                        new Fill(
                                                own,
                                                fill.price(),
                                                fill.quantity(),
                                                fill.fee(),
                                                fill.liquidity(),
                                                fill.at()))));
            } else {
                super.onReport(report);
            }
        }
    }

    private static final class TakesDoubtForRefusal extends PlantedVenue {
        @Override
        public void onReport(VenueReport report) {
            super.onReport(
                    report.change() instanceof OrderChange.Doubted(String why)
                            ? new VenueReport(
                                    report.order(),
                                    new OrderChange.Refused(new Evidence("keel", why)))
                            : report);
        }
    }

    private static final class CancelIsDone extends PlantedVenue {
        @Override
        public void cancel(Order order) {
            super.cancel(order);
            onReport(
                    new VenueReport(
                            order.id(), new OrderChange.Canceled(new Evidence("keel", "sent"))));
        }
    }

    private static final class NotReduceOnly extends PlantedVenue {
        @Override
        public void submit(Order order) {
            OrderRequest asked = order.request();
            Set<Instruction> others = EnumSet.noneOf(Instruction.class);
            others.addAll(asked.instructions());
            others.remove(Instruction.REDUCE_ONLY);
            OrderRequest plain =
                    new OrderRequest(
                            asked.instrument(),
                            asked.side(),
                            asked.quantity(),
                            asked.type(),
                            asked.timeInForce(),
                            others,
                            asked.protection());
            super.submit(
                    new Order(
                            order.id(),
                            plain,
                            order.placement(),
                            order.status(),
                            order.execution(),
                            order.cancelWanted(),
                            order.venueOrderId(),
                            order.evidence()));
        }
    }

    private static final class InventsMoney extends PlantedVenue {
        private int statements;

        @Override
        public void onAnswer(VenueAnswer answer) {
            statements++;
            if (statements == 5
                    && answer instanceof VenueAnswer.Stated(VenueStatement stated)
                    && stated.history() != null
                    && stated.holdings() != null
                    && stated.holdings().cash() != null) {
                super.onAnswer(new VenueAnswer.Stated(with(stated, stated.history())));
            } else {
                super.onAnswer(answer);
            }
        }

        private static VenueStatement with(VenueStatement stated, History history) {
            List<Movement> movements = new ArrayList<>(history.movements());
            Money cent = new Money(Asset.of("USD"), new BigDecimal("0.01"));
            movements.add(
                    new Movement("made-up", Movement.Kind.FUNDING, cent, null, stated.askedAt()));
            return new VenueStatement(
                    stated.askedAt(),
                    stated.after(),
                    stated.openOrders(),
                    new History(history.cursor(), history.ended(), history.trades(), movements),
                    stated.holdings());
        }
    }

    private static final class FailureIsAbsence extends PlantedVenue {
        @Override
        public void onAnswer(VenueAnswer answer) {
            if (answer instanceof VenueAnswer.Stated(VenueStatement stated)) {
                List<VenueOrder> open =
                        stated.openOrders() == null ? List.of() : stated.openOrders();
                History history =
                        stated.history() == null
                                ? new History(
                                        stated.after() == null ? "0" : stated.after(),
                                        List.of(),
                                        List.of(),
                                        List.of())
                                : stated.history();
                super.onAnswer(
                        new VenueAnswer.Stated(
                                new VenueStatement(
                                        stated.askedAt(),
                                        stated.after(),
                                        open,
                                        history,
                                        stated.holdings())));
            } else {
                super.onAnswer(answer);
            }
        }
    }

    private static final class NotFoundIsRefused extends PlantedVenue {
        @Override
        public void onAnswer(VenueAnswer answer) {
            if (answer instanceof VenueAnswer.NotFound(OrderId order, var _, String words)) {
                onReport(
                        new VenueReport(
                                order, new OrderChange.Refused(new Evidence("venue", words))));
            } else {
                super.onAnswer(answer);
            }
        }
    }

    /** Answers at once, and writes as well as it can. */
    private static final class SaysItIsWritten extends PlantedJournal {
        SaysItIsWritten(Journal real) {
            super(real);
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            if (append.expectedSequence() == 0) {
                return super.append(append);
            }
            CompletableFuture<Appended> outcome = super.append(append).toCompletableFuture();
            return outcome.isDone() && !outcome.isCompletedExceptionally()
                    ? outcome
                    : CompletableFuture.completedFuture(Appended.Committed.INSTANCE);
        }
    }

    /** Decides by what the process has read before, and writes what the store would refuse. */
    private static final class IgnoresSwitch extends PlantedJournal {
        IgnoresSwitch(Journal real) {
            super(real);
        }

        @Override
        public CompletionStage<Appended> append(Append append) {
            CompletableFuture<Appended> outcome = super.append(append).toCompletableFuture();
            boolean refused =
                    outcome.isDone()
                            && !outcome.isCompletedExceptionally()
                            && outcome.join() instanceof Appended.Halted;
            if (!refused) {
                return outcome;
            }
            MemoryStore store = ((FaultyJournal) real).session().store();
            store.platform(TradingSwitch.Enabled.INSTANCE);
            store.user(append.after().profile().user(), TradingSwitch.Enabled.INSTANCE);
            return super.append(append);
        }
    }

    private static final class BelievesItsLease extends PlantedJournal {
        BelievesItsLease(Journal real) {
            super(real);
        }

        @Override
        public Lease acquire(AccountId account) {
            Lease lease = super.acquire(account);
            return new Lease() {
                @Override
                public AccountId account() {
                    return lease.account();
                }

                @Override
                public long token() {
                    return lease.token();
                }

                @Override
                public boolean isHeld() {
                    return true;
                }

                @Override
                public void release() {
                    lease.release();
                }
            };
        }
    }

    private static final class ReadsTooLittle extends PlantedJournal {
        ReadsTooLittle(Journal real) {
            super(real);
        }

        @Override
        public List<RecordedEvent> read(AccountId account, long afterSequence) {
            List<RecordedEvent> all = super.read(account, afterSequence);
            boolean loses =
                    all.size() > 1 && all.getLast().event() instanceof AccountEvent.OrderPlaced;
            return loses ? all.subList(0, all.size() - 1) : all;
        }
    }
}
