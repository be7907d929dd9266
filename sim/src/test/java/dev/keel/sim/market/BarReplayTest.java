package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.sim.market.ReplayProgress.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarReplayTest {
    private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
    private static final BarSeries THREE =
            Bars.series(Bars.flatMinute(0, 100), Bars.flatMinute(1, 101), Bars.flatMinute(4, 104));

    private final World world = new World();

    @Test
    void deliversOpensAndClosesInTheOrderOfMarketTime() {
        replay(THREE, 0, ReplaySpeed.MAX).run();

        assertThat(world.heard)
                .containsExactly(
                        "open 0 00:00 at 1 +0ms",
                        "close 0 00:01 at 1 +0ms",
                        "open 1 00:01 at 1.01 +0ms",
                        "close 1 00:02 at 1.01 +0ms",
                        "open 2 00:04 at 1.04 +0ms",
                        "close 2 00:05 at 1.04 +0ms");
    }

    @Test
    void letsMarketTimeRunSoManyTimesFasterThanRealTime() {
        replay(THREE, 0, new ReplaySpeed(3600)).run();

        assertThat(world.heard)
                .containsExactly(
                        "open 0 00:00 at 1 +0ms",
                        "close 0 00:01 at 1 +16ms",
                        "open 1 00:01 at 1.01 +16ms",
                        "close 1 00:02 at 1.01 +33ms",
                        "open 2 00:04 at 1.04 +66ms",
                        "close 2 00:05 at 1.04 +83ms");
    }

    @Test
    void neverSleepsLongerThanAPauseMayWait() {
        replay(THREE, 0, new ReplaySpeed(1)).run();

        assertThat(world.now).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(world.sleeps).allMatch(sleep -> sleep.isPositive() && sleep.toMillis() <= 50);
    }

    @Test
    void catchesUpWithoutSkippingBarsWhenTheListenerIsSlow() {
        BarSeries ten = minutes(10);
        world.onHeard("close 1", () -> world.advance(Duration.ofSeconds(5)));

        replay(ten, 0, new ReplaySpeed(60)).run();

        assertThat(world.heard).hasSize(20);
        assertThat(world.heard.subList(4, 13)).allMatch(line -> line.endsWith("+7000ms"));
        assertThat(world.heard.get(15)).endsWith("+8000ms");
        assertThat(world.heard.getLast()).startsWith("close 9").endsWith("+10000ms");
    }

    @Test
    void startsAtAnIndexAtOnce() {
        replay(THREE, 2, new ReplaySpeed(60)).run();

        assertThat(world.heard)
                .containsExactly("open 2 00:04 at 1.04 +0ms", "close 2 00:05 at 1.04 +1000ms");
    }

    @Test
    void closesABarNoLaterThanTheNextOneOpens() {
        Bar early = Bars.flatMinute(0, 100);
        Bar overlapping = new Bar(Bars.MINUTES, early.openMillis() + 30_000, 101, 101, 101, 101, 1);

        replay(Bars.series(early, overlapping), 0, new ReplaySpeed(60)).run();

        assertThat(world.heard)
                .containsExactly(
                        "open 0 00:00 at 1 +0ms",
                        "close 0 00:01 at 1 +500ms",
                        "open 1 00:00 at 1.01 +500ms",
                        "close 1 00:01 at 1.01 +1500ms");
    }

    @Test
    void reportsHowFarItHasCome() {
        BarReplay replay = replay(THREE, 1, ReplaySpeed.MAX);
        List<ReplayProgress> seen = new ArrayList<>();
        world.onHeard("open 1", () -> seen.add(replay.progress()));
        world.onHeard("close 1", () -> seen.add(replay.progress()));
        world.onHeard("open 2", () -> seen.add(replay.progress()));
        ReplayProgress before = replay.progress();

        replay.run();

        assertThat(before).isEqualTo(new ReplayProgress(State.READY, 1, 3, minute(1)));
        assertThat(seen)
                .containsExactly(
                        new ReplayProgress(State.RUNNING, 1, 3, minute(1)),
                        new ReplayProgress(State.RUNNING, 1, 3, minute(1)),
                        new ReplayProgress(State.RUNNING, 2, 3, minute(2)));
        assertThat(replay.progress())
                .isEqualTo(new ReplayProgress(State.FINISHED, 3, 3, minute(5)));
        assertThat(replay.progress().fraction()).isEqualTo(1);
    }

    @Test
    void finishesAtOnceWhenNothingIsLeft() {
        BarReplay replay = replay(THREE, 3, new ReplaySpeed(1));

        replay.run();

        assertThat(world.heard).isEmpty();
        assertThat(replay.progress())
                .isEqualTo(new ReplayProgress(State.FINISHED, 3, 3, minute(5)));
    }

    @Test
    void holdsWhilePausedAndDoesNotCountThePause() {
        BarReplay replay = replay(THREE, 0, new ReplaySpeed(60));
        world.onHeard("open 1", replay::pause);
        world.atTime(NOW.plusSeconds(21), replay::resume);

        replay.run();

        assertThat(world.heard.get(2)).isEqualTo("open 1 00:01 at 1.01 +1000ms");
        assertThat(world.heard.get(3)).isEqualTo("close 1 00:02 at 1.01 +22000ms");
        assertThat(world.heard.getLast()).isEqualTo("close 2 00:05 at 1.04 +25000ms");
    }

    @Test
    void holdsAtFullSpeedToo() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        List<State> states = new ArrayList<>();
        world.onHeard("close 0", replay::pause);
        world.atTime(NOW.plusSeconds(1), () -> states.add(replay.progress().state()));
        world.atTime(NOW.plusSeconds(2), replay::resume);

        replay.run();

        assertThat(states).containsExactly(State.PAUSED);
        assertThat(world.heard.get(1)).endsWith("+0ms");
        assertThat(world.heard.get(2)).startsWith("open 1").endsWith("+2000ms");
    }

    @Test
    void waitsWhenItWasPausedBeforeTheRun() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        replay.pause();
        world.atTime(NOW.plusSeconds(3), replay::resume);

        replay.run();

        assertThat(world.heard.getFirst()).endsWith("+3000ms");
    }

    @Test
    void stopsBeforeTheNextDelivery() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        world.onHeard("open 1", replay::stop);

        replay.run();

        assertThat(world.heard).hasSize(3);
        assertThat(replay.progress()).isEqualTo(new ReplayProgress(State.STOPPED, 1, 3, minute(1)));
    }

    @Test
    void stopsWhilePausedOrWaiting() {
        BarReplay waiting = replay(THREE, 0, new ReplaySpeed(0.01));
        world.atTime(NOW.plusSeconds(1), waiting::pause);
        world.atTime(NOW.plusSeconds(2), waiting::stop);

        waiting.run();

        assertThat(waiting.progress().state()).isEqualTo(State.STOPPED);
        assertThat(Duration.between(NOW, world.now)).isLessThan(Duration.ofMillis(2_100));
    }

    @Test
    void staysStoppedWhateverIsAskedAfterwards() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        replay.stop();
        replay.pause();
        replay.resume();

        replay.run();

        assertThat(world.heard).isEmpty();
        assertThat(replay.progress().state()).isEqualTo(State.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3600})
    void takesAnInterruptForAStop(double speed) {
        BarReplay replay = replay(THREE, 0, new ReplaySpeed(speed));
        world.onHeard("close 0", () -> Thread.currentThread().interrupt());

        replay.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(replay.progress().state()).isEqualTo(State.STOPPED);
        assertThat(replay.progress().position()).isEqualTo(1);
    }

    @Test
    void failsWithTheListenerAndDoesNotCountItsBar() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        world.onHeard(
                "close 1",
                () -> {
                    throw new IllegalStateException("listener is broken");
                });

        assertThatThrownBy(replay::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("listener is broken");
        assertThat(replay.progress()).isEqualTo(new ReplayProgress(State.FAILED, 1, 3, minute(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 9, 10})
    void deliversEveryCloseOnceAcrossARestart(int stopAfter) {
        BarSeries ten = minutes(10);
        BarReplay first = replay(ten, 0, ReplaySpeed.MAX);
        world.onHeard("close " + (stopAfter - 1), first::stop);
        if (stopAfter == 0) {
            first.stop();
        }
        first.run();

        replay(ten, first.progress().position(), ReplaySpeed.MAX).run();

        List<String> closes =
                world.heard.stream().filter(line -> line.startsWith("close")).toList();
        assertThat(closes).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void runsOnAVirtualThreadWithTheSystemsClock() throws InterruptedException {
        BarReplay replay =
                new BarReplay(
                        THREE,
                        0,
                        new ReplaySpeed(1e9),
                        world,
                        InstantSource.system(),
                        Sleeper.SYSTEM);
        Thread thread = Thread.ofVirtual().start(replay);

        thread.join();

        assertThat(replay.progress().state()).isEqualTo(State.FINISHED);
        assertThat(world.heard).hasSize(6);
    }

    @Test
    void runsOnce() {
        BarReplay replay = replay(THREE, 0, ReplaySpeed.MAX);
        replay.run();

        assertThatThrownBy(replay::run).isInstanceOf(IllegalStateException.class);
        assertThat(replay.progress().state()).isEqualTo(State.FINISHED);
    }

    @Test
    void refusesAStartOutsideTheSeriesAndAnEmptySeries() {
        assertThatThrownBy(() -> replay(THREE, 4, ReplaySpeed.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("startIndex must be from 0 to 3, was 4");
        assertThatThrownBy(() -> replay(THREE, -1, ReplaySpeed.MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> replay(BarSeries.builder(Bars.MINUTES).build(), 0, ReplaySpeed.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series must have bars, was empty");
    }

    private BarReplay replay(BarSeries series, int startIndex, ReplaySpeed speed) {
        return new BarReplay(series, startIndex, speed, world, () -> world.now, world::sleep);
    }

    private static BarSeries minutes(int count) {
        BarSeries.Builder series = BarSeries.builder(Bars.MINUTES);
        for (int i = 0; i < count; i++) {
            series.add(Bars.flatMinute(i, 100 + i));
        }
        return series.build();
    }

    private static Instant minute(int minute) {
        return Bars.START.plusSeconds(60L * minute);
    }

    /**
     * A clock that moves only in sleeps, and a listener that writes down what it hears and when.
     */
    private static final class World implements ReplayListener {
        private Instant now = NOW;
        private final List<String> heard = new ArrayList<>();
        private final List<Duration> sleeps = new ArrayList<>();
        private final List<Reaction> reactions = new ArrayList<>();
        private final List<Appointment> appointments = new ArrayList<>();

        private record Reaction(String start, Runnable action) {}

        private record Appointment(Instant time, Runnable action) {}

        void onHeard(String start, Runnable action) {
            reactions.add(new Reaction(start, action));
        }

        void atTime(Instant time, Runnable action) {
            appointments.add(new Appointment(time, action));
        }

        void sleep(Duration duration) {
            sleeps.add(duration);
            advance(duration);
        }

        void advance(Duration duration) {
            now = now.plus(duration);
            List<Appointment> due =
                    appointments.stream().filter(a -> !a.time().isAfter(now)).toList();
            appointments.removeAll(due);
            due.forEach(a -> a.action().run());
        }

        @Override
        public void onOpen(int index, Instant time, Price open) {
            hear("open " + index, time, open);
        }

        @Override
        public void onClose(int index, Bar bar) {
            hear("close " + index, bar.closeTime(), bar.closePrice());
        }

        private void hear(String what, Instant time, Price price) {
            String minuteOfHour = time.toString().substring(11, 16);
            long late = Duration.between(NOW, now).toMillis();
            heard.add(what + " " + minuteOfHour + " at " + price + " +" + late + "ms");
            List<Reaction> mine = reactions.stream().filter(r -> what.equals(r.start())).toList();
            mine.forEach(r -> r.action().run());
        }
    }
}
