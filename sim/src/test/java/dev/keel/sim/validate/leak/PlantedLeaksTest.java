package dev.keel.sim.validate.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Markets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to peek that is planted is caught, and nothing honest is. */
class PlantedLeaksTest {
    private static final InstrumentId INSTRUMENT = InstrumentId.of("TEST");
    private static final BarSeries BARS = Markets.random(5, 600);
    private static final LookAheadSettings FEW_CUTS = new LookAheadSettings(600, 20, false, 1);
    private static final LookAheadSettings EVERY_BAR = new LookAheadSettings(600, 600, false, 1);

    @TempDir private Path folder;

    @Test
    void everyPeekerIsCaught() throws IOException {
        Map<String, Candidate> peekers = Peekers.all(file());
        List<String> escaped = new ArrayList<>();

        peekers.forEach((name, candidate) -> {
            // Most are so bold that a few cuts give them away; the others get a cut at every bar.
            if (lookAhead(candidate, FEW_CUTS).leaks().isEmpty()
                    && lookAhead(candidate, EVERY_BAR).leaks().isEmpty()
                    && warmUp(candidate).stable()) {
                escaped.add(name);
            }
        });

        assertThat(peekers).hasSizeGreaterThanOrEqualTo(25);
        assertThat(escaped).isEmpty();
    }

    /** Which check it takes: without any one of them something would get through. */
    @Test
    void eachCheckCatchesWhatTheOthersCannot() throws IOException {
        Map<String, Candidate> peekers = Peekers.all(file());

        assertThat(kinds(peekers, "decides at the open with the close"))
                .containsExactly(Leak.Kind.TIMING);
        assertThat(kinds(peekers, "enters at the low of its own bar"))
                .containsExactly(Leak.Kind.TIMING);
        assertThat(kinds(peekers, "reads the file of the data")).containsExactly(Leak.Kind.DATES);
        assertThat(kinds(peekers, "remembers what the first run saw"))
                .contains(Leak.Kind.SECOND_RUN);
        assertThat(kinds(peekers, "knows the closes by heart, by position")).isEmpty();
        assertThat(kinds(peekers, "next close"))
                .contains(Leak.Kind.FUTURE_MISSING, Leak.Kind.FUTURE_PERTURBED);
    }

    @Test
    void honestStrategiesPass() {
        Map<String, Candidate> honest = new TreeMap<>();
        honest.put("sma-cross", Candidate.of(Markets.choice(SmaCross.DEFINITION)));
        honest.put("buy-and-hold", Candidate.of(Markets.choice(BuyAndHold.DEFINITION)));
        honest.put("momentum", Candidate.of(Markets.choice(Markets.MOMENTUM, "back", "5")));
        honest.put("by-chance", Candidate.of(Markets.choice(Markets.BY_CHANCE)));

        honest.forEach((name, candidate) -> {
            assertThat(lookAhead(candidate, EVERY_BAR).leaks()).as(name).isEmpty();
            assertThat(lookAhead(candidate, EVERY_BAR).passed()).as(name).isTrue();
            assertThat(warmUp(candidate).stable()).as(name).isTrue();
        });
    }

    @Test
    void saysWhereAndWhat() throws IOException {
        Map<String, Candidate> peekers = Peekers.all(file());
        Candidate candidate = known(peekers, "confidence by the next close");

        Leak leak = lookAhead(candidate, FEW_CUTS).leaks().getFirst();

        assertThat(leak.kind()).isEqualTo(Leak.Kind.FUTURE_MISSING);
        assertThat(leak.bar()).isEqualTo(leak.cut());
        assertThat(leak.barOpen()).isEqualTo(BARS.bar(leak.bar()).openTime());
        assertThat(leak.original()).startsWith("LONG strength 1.0 confidence 0.9 entry");
        assertThat(leak.changed()).startsWith("LONG strength 1.0 confidence 0.1 entry");
    }

    private static List<Leak.Kind> kinds(Map<String, Candidate> peekers, String name) {
        return lookAhead(known(peekers, name), FEW_CUTS).leaks().stream().map(Leak::kind).toList();
    }

    private static Candidate known(Map<String, Candidate> peekers, String name) {
        Candidate candidate = peekers.get(name);
        if (candidate == null) {
            throw new IllegalArgumentException("no peeker is called " + name);
        }
        return candidate;
    }

    private static LookAheadReport lookAhead(Candidate candidate, LookAheadSettings settings) {
        return LookAhead.analyse(candidate, INSTRUMENT, BARS, settings, _ -> {});
    }

    private static WarmUpReport warmUp(Candidate candidate) {
        return WarmUp.analyse(candidate, INSTRUMENT, BARS, 600, _ -> {});
    }

    private Path file() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BARS.size(); i++) {
            text.append(BARS.openMillis(i)).append(',').append(BARS.bar(i).close()).append('\n');
        }
        return Files.writeString(folder.resolve("bars.csv"), text);
    }
}
