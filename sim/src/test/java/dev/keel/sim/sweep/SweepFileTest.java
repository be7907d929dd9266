package dev.keel.sim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.sim.grid.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFileTest {
    private static final SweepRequest REQUEST =
            Sweeps.sweep(Objective.SHARPE, "fast=2..3", "slow=5..6");

    @TempDir private Path folder;

    @Test
    void givesBackWhatWasWritten() {
        List<SweepBook.Entry> entries =
                List.of(
                        new SweepBook.Tried(trial(0, OptionalDouble.of(-1.0 / 3))),
                        new SweepBook.Tried(trial(2, OptionalDouble.empty())),
                        new SweepBook.Refused(3, "fast, slow: \"no\"\nnever"));
        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            book.write(entries);
        }

        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            assertThat(book.entries().values()).containsExactlyElementsOf(entries);
        }
    }

    @Test
    void cutsOffALineThatWasTorn() throws IOException {
        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            book.write(List.of(new SweepBook.Refused(1, "no")));
        }
        Files.writeString(file(), "2,SCREENED,0.1", StandardOpenOption.APPEND);

        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            assertThat(book.entries().keySet()).containsExactly(1);
            book.write(List.of(new SweepBook.Refused(2, "neither")));
        }

        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            assertThat(book.entries().keySet()).containsExactly(1, 2);
        }
    }

    @Test
    void namesAFileThatIsNoBook() throws IOException {
        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            book.write(List.of(new SweepBook.Refused(1, "no")));
        }
        String whole = Files.readString(file());
        Files.writeString(file(), whole + "9,what\n", StandardCharsets.UTF_8);

        assertThatIllegalStateException()
                .isThrownBy(() -> SweepFile.open(folder, REQUEST))
                .withMessageContaining("9,what");

        Files.writeString(file(), "something else\n", StandardCharsets.UTF_8);

        assertThatIllegalStateException()
                .isThrownBy(() -> SweepFile.open(folder, REQUEST))
                .withMessageContaining("must begin with");
    }

    @Test
    void keepsOtherSweepsApart() {
        SweepRequest other = Sweeps.sweep(Objective.SHARPE, "fast=2..3", "slow=5..7");

        assertThat(other.fingerprint()).isNotEqualTo(REQUEST.fingerprint());
        assertThat(Sweeps.sweep(Objective.SORTINO, "fast=2..3", "slow=5..6").fingerprint())
                .isNotEqualTo(REQUEST.fingerprint());
        assertThat(Sweeps.sweep(Objective.SHARPE, "fast=2..3", "slow=5..6").fingerprint())
                .isEqualTo(REQUEST.fingerprint());
    }

    @Test
    void forgetsWhenToldTo() {
        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            book.write(List.of(new SweepBook.Refused(1, "no")));
            book.clear();
            assertThat(book.entries()).isEmpty();
        }

        try (SweepFile book = SweepFile.open(folder, REQUEST)) {
            assertThat(book.entries()).isEmpty();
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Trial trial(int index, OptionalDouble objective) {
        return new Trial(
                index,
                REQUEST.grid().at(index),
                objective,
                99_123.456789,
                17,
                Trial.Method.SCREENED,
                new EquityPath(new float[] {100_000, 99_500.25f}));
    }
}
