package dev.keel.venues.connector.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RateGovernorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Budget TEN_A_SECOND =
            new Budget("requests", Budget.Scope.ADDRESS, 10, Duration.ofSeconds(1));
    private static final Budget TWO_A_SECOND =
            new Budget("orders", Budget.Scope.KEY, 2, Duration.ofSeconds(1));

    private static final List<Lane> LANES = List.of(Lane.values());

    private final Hours hours = new Hours();
    private final List<String> sent = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    @Test
    void sendsAtOnceWhileThereIsRoom() {
        RateGovernor governor = governor(TEN_A_SECOND);

        for (int i = 0; i < 10; i++) {
            ask(governor, Lane.CANCEL, "a", "c" + i);
        }

        assertThat(sent).hasSize(10);
    }

    @Test
    void letsNoMoreGoInAnySecond() {
        RateGovernor governor = governor(TEN_A_SECOND);
        for (int i = 0; i < 25; i++) {
            ask(governor, Lane.CANCEL, "a", "c" + i);
        }

        hours.passUntil(START.plusMillis(999));
        assertThat(sent).hasSize(10);
        hours.passUntil(START.plusMillis(1_999));
        assertThat(sent).hasSize(20);
        hours.passUntil(START.plusSeconds(3));
        assertThat(sent).hasSize(25);
    }

    @Test
    void sendsWhatProtectsBeforeWhatOpens() {
        RateGovernor governor = governor(TEN_A_SECOND);
        for (int i = 0; i < 10; i++) {
            ask(governor, Lane.PROTECT, "a", "first");
        }
        ask(governor, Lane.DATA, "a", "data");
        ask(governor, Lane.OPEN, "a", "open");
        ask(governor, Lane.CLOSE, "a", "close");
        ask(governor, Lane.CANCEL, "a", "cancel");
        ask(governor, Lane.PROTECT, "a", "protect");
        ask(governor, Lane.RECONCILE, "a", "reconcile");

        hours.passUntil(START.plusSeconds(5));

        assertThat(sent.subList(10, 16))
                .containsExactly("protect", "cancel", "close", "open", "reconcile", "data");
    }

    @Test
    void leavesRoomForWhatMattersMore() {
        RateGovernor governor = governor(TEN_A_SECOND);
        for (int i = 0; i < 50; i++) {
            ask(governor, Lane.DATA, "a", "data");
        }
        assertThat(sent).hasSize(5);

        for (int i = 0; i < 5; i++) {
            ask(governor, Lane.PROTECT, "a", "protect");
        }

        assertThat(sent.subList(5, 10)).containsOnly("protect");
    }

    @Test
    void doesNotLetOneKeyHoldUpAnother() {
        RateGovernor governor = governor(TWO_A_SECOND);
        for (int i = 0; i < 4; i++) {
            ask(governor, Lane.CANCEL, "a", "a" + i);
        }
        ask(governor, Lane.CANCEL, "b", "b0");

        assertThat(sent).containsExactly("a0", "a1", "b0");
    }

    @Test
    void dropsWhatComesTooLateAndSaysWhy() {
        RateGovernor governor = governor(TWO_A_SECOND);
        for (int i = 0; i < 3; i++) {
            governor.submit(Lane.CANCEL, "a", "x", START.plusMillis(500), new Noted("c" + i));
        }

        hours.passUntil(START.plusSeconds(2));

        assertThat(sent).containsExactly("c0", "c1");
        assertThat(dropped).singleElement().asString().startsWith("c2: its turn did not come");
    }

    @Test
    void sendsNothingWhileTheVenueHasBannedIt() {
        RateGovernor governor = governor(TEN_A_SECOND);
        governor.holdUntil(START.plusSeconds(60), "HTTP 418");
        governor.holdUntil(START.plusSeconds(30), "HTTP 429");

        ask(governor, Lane.PROTECT, "a", "p");
        governor.submit(Lane.OPEN, "a", "x", START.plusSeconds(5), new Noted("o"));
        hours.passUntil(START.plusSeconds(59));
        assertThat(sent).isEmpty();
        assertThat(dropped).singleElement().asString().contains("HTTP 418");

        hours.passUntil(START.plusSeconds(61));
        assertThat(sent).containsExactly("p");
    }

    @Test
    void takesNoMoreThanItCanHold() {
        RateGovernor governor = governor(TWO_A_SECOND);
        for (int i = 0; i < 1_100; i++) {
            ask(governor, Lane.CANCEL, "a", "c" + i);
        }

        assertThat(sent).hasSize(2);
        assertThat(dropped).hasSize(98).first().asString().contains("wait in lane CANCEL");
        assertThat(governor.waiting().get(Lane.CANCEL)).isEqualTo(1_000);
    }

    @Test
    void knowsATableForEveryVenueAndIsCautiousOtherwise() {
        assertThat(RateTable.of("binance").costs("createOrder").keySet())
                .extracting(Budget::name)
                .containsExactly("requests", "orders");
        assertThat(RateTable.of("binance").costs("fetchOrder").keySet())
                .extracting(Budget::name)
                .containsExactly("requests");
        assertThat(RateTable.of("unheard-of").costs("x").keySet())
                .extracting(Budget::limit)
                .containsExactly(1);
    }

    /** Whatever is asked and when: no window is overdrawn, and each request ends exactly once. */
    @Property(tries = 200)
    void keepsEveryBudgetAndEndsEveryRequestOnce(@ForAll @LongRange(min = 0) long seed) {
        Hours virtual = new Hours();
        RateGovernor governor =
                new RateGovernor(RateTable.simple(TEN_A_SECOND), virtual::now, virtual);
        SplittableRandom dice = new SplittableRandom(seed);
        List<Instant> times = new ArrayList<>();
        int[] ends = new int[80];
        for (int i = 0; i < ends.length; i++) {
            int number = i;
            virtual.passUntil(virtual.now().plusMillis(dice.nextInt(60)));
            governor.submit(
                    LANES.get(dice.nextInt(LANES.size())),
                    "k",
                    "x",
                    virtual.now().plusMillis(dice.nextInt(4_000)),
                    new Governor.Request() {
                        @Override
                        public void send() {
                            ends[number]++;
                            times.add(virtual.now());
                        }

                        @Override
                        public void drop(String why) {
                            ends[number]++;
                        }
                    });
        }
        virtual.passUntil(virtual.now().plusSeconds(60));

        assertThat(ends).containsOnly(1);
        for (int i = 10; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 10), times.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    private RateGovernor governor(Budget budget) {
        return new RateGovernor(RateTable.simple(budget), hours::now, hours);
    }

    private void ask(RateGovernor governor, Lane lane, String key, String name) {
        governor.submit(lane, key, "x", START.plus(Duration.ofDays(1)), new Noted(name));
    }

    private final class Noted implements Governor.Request {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public void send() {
            sent.add(name);
        }

        @Override
        public void drop(String why) {
            dropped.add(name + ": " + why);
        }
    }

    /** Time that passes when it is told to. */
    private static final class Hours implements Alarm {
        private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
        private Instant now = START;

        Instant now() {
            return now;
        }

        @Override
        public void wake(Instant at, Runnable task) {
            due.add(new Due(at, task));
        }

        void passUntil(Instant until) {
            while (!due.isEmpty() && !due.peek().at().isAfter(until)) {
                Due next = due.remove();
                now = next.at().isAfter(now) ? next.at() : now;
                next.task().run();
            }
            now = until;
        }

        private record Due(Instant at, Runnable task) {}
    }
}
