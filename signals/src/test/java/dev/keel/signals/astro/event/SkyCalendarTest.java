package dev.keel.signals.astro.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.signals.astro.bradley.BradleyTurn;
import dev.keel.signals.astro.bradley.BradleyTurns;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkyCalendarTest {
    @ParameterizedTest
    @ValueSource(ints = {1900, 1987, 2024, 2099})
    void aYearHoldsItsEventsInOrder(int year) {
        List<SkyEvent> events = SkyCalendar.shared().year(year);

        assertThat(events).isSortedAccordingTo(Comparator.comparingDouble(SkyEvent::days));
        assertThat(events)
                .allMatch(event ->
                        event.days() > SkyTime.startOfYear(year) - 1
                                && event.days() <= SkyTime.startOfYear(year + 1) + 1);
        assertThat(events.stream().filter(SkyEvent.SolarDate.class::isInstance)).hasSize(24);
        assertThat(events.stream().filter(SkyEvent.Quarter.class::isInstance))
                .hasSizeBetween(48, 51);
        assertThat(events.stream().filter(SkyEvent.Eclipse.class::isInstance)).hasSizeBetween(4, 7);
    }

    @Test
    void neighbouringYearsLoseNothing() {
        Ephemeris ephemeris = Ephemeris.shared();
        int quarters = 0;
        for (int year = 1950; year < 1970; year++) {
            quarters +=
                    (int)
                            SkyCalendar.shared().year(year).stream()
                                    .filter(SkyEvent.Quarter.class::isInstance)
                                    .count();
        }

        assertThat(
                        new SkyEvents(ephemeris)
                                .quarters(SkyTime.startOfYear(1950), SkyTime.startOfYear(1970)))
                .hasSize(quarters);
    }

    @Test
    void threadsMayShareIt() throws InterruptedException, ExecutionException {
        SkyCalendar calendar = new SkyCalendar(Ephemeris.shared());
        List<Future<List<SkyEvent>>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                int year = 2000 + i % 5;
                answers.add(executor.submit(() -> calendar.year(year)));
            }
        }

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(SkyCalendar.shared().year(2000 + i % 5));
        }
    }

    @Test
    void refusesAYearThatIsNotInTheTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SkyCalendar.shared().year(2100))
                .withMessage("year must be 1900 to 2099, was 2100");
    }

    @Test
    void theSiderographTurnsEveryFewWeeks() {
        List<BradleyTurn> turns = new ArrayList<>();
        for (int year = 2000; year < 2010; year++) {
            turns.addAll(BradleyTurns.shared().year(year));
        }

        assertThat(turns).hasSizeBetween(100, 400);
        assertThat(turns).isSortedAccordingTo(Comparator.comparingDouble(BradleyTurn::days));
        assertThat(turns).allMatch(turn -> turn.prominence() > 0);
        assertThat(turns).doesNotHaveDuplicates();
    }
}
