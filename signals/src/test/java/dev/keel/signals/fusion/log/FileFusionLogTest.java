package dev.keel.signals.fusion.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.signal.SignalId;
import dev.keel.signals.fusion.log.FusionRecord.Frozen;
import dev.keel.signals.fusion.log.FusionRecord.Opened;
import dev.keel.signals.fusion.log.FusionRecord.OpinionGiven;
import dev.keel.signals.fusion.log.FusionRecord.OutcomeResolved;
import dev.keel.signals.fusion.log.FusionRecord.Thawed;
import dev.keel.signals.fusion.log.FusionRecord.WeightsMoved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFusionLogTest {
    private static final SignalId SIGNAL = SignalId.parse("fusion@BTC-USD@1m@2022-01-01T00:01:00Z");
    private static final Instant LATER = Instant.parse("2022-01-01T00:07:00Z");
    private static final List<FusionRecord> RECORDS =
            List.of(
                    new Opened(
                            1,
                            List.of("ehlers", "gann"),
                            Numbers.of(0.75, 0.25),
                            new LearningRules(1, 0.01, 0.5, 24)),
                    new OpinionGiven(
                            1,
                            SIGNAL,
                            new Barriers(100, 101.1, 98.9),
                            0b01,
                            Numbers.of(0.1 + 0.2, 0),
                            Numbers.of(1 / 3.0, 0.5),
                            Numbers.of(1, 0)),
                    new OutcomeResolved(SIGNAL, LATER, Outcome.DOWN, Math.nextDown(1.0)),
                    new WeightsMoved(
                            SIGNAL,
                            Numbers.of(0.75, 0.25),
                            Numbers.of(Math.nextUp(0.75), 0.25),
                            Numbers.of(Math.log(3), 0),
                            Numbers.of(-0.0, Double.MIN_VALUE),
                            Numbers.of(0.5, 1e-300)),
                    new Frozen(LATER, "quotes are stale, see reason=7"),
                    new Thawed(LATER, "fine again"));

    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("fusion.log");
        try (FileFusionLog log = FileFusionLog.open(file)) {
            RECORDS.forEach(log::append);
            log.sync();
        }
    }

    @Test
    void givesBackEveryBit() {
        assertThat(read()).isEqualTo(RECORDS);
    }

    @Test
    void isReadableByPeople() throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertThat(lines.getFirst())
                .startsWith(
                        "1 opened schema=1 experts=ehlers,gann prior=0.75,0.25 rate=1.0 share=0.01"
                                + " move=0.5 horizon=24 #");
        assertThat(lines.get(1))
                .contains("opinion schema=1 signal=fusion@BTC-USD@1m@2022-01-01T00:01:00Z")
                .contains("awake=10 score=0.30000000000000004,0.0 probability=");
        assertThat(lines.get(2)).contains("outcome=DOWN");
    }

    @Test
    void goesOnBehindWhatIsThere() {
        try (FileFusionLog log = FileFusionLog.open(file)) {
            log.append(RECORDS.get(4));
            List<FusionRecord> seen = new ArrayList<>();
            log.replay(seen::add);
            assertThat(seen).hasSize(7).endsWith(RECORDS.get(4));
        }

        assertThat(read()).hasSize(7).startsWith(RECORDS.toArray(FusionRecord[]::new));
    }

    /** Whatever a crash leaves of the last line: all whole lines are there, and writing goes on. */
    @Test
    void cutsOffATornLastLineWhereverItIsTorn() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int lastLine = lastLineStart(whole);
        for (int end = lastLine; end < whole.length; end++) {
            Files.write(file, Arrays.copyOf(whole, end));
            try (FileFusionLog log = FileFusionLog.open(file)) {
                log.append(RECORDS.getLast());
            }
            assertThat(read()).as("torn at byte %d", end).isEqualTo(RECORDS);
        }
    }

    @Test
    void cutsOffALastLineThatIsGarbled() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length - 20] ^= 1;
        Files.write(file, whole);

        assertThat(read()).isEqualTo(RECORDS.subList(0, 5));
    }

    @Test
    void countsALineThatWasWrittenTwiceOnce() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(3, lines.get(2));
        lines.add(lines.get(1));
        Files.write(file, lines);

        assertThat(read()).isEqualTo(RECORDS);
    }

    @Test
    void namesTheLineThatIsDamaged() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.replace("outcome=DOWN", "outcome=UP"));

        assertThatThrownBy(this::read)
                .isInstanceOf(FusionLogException.class)
                .hasMessageEndingWith("fusion.log line 3: checksum does not match");
    }

    @Test
    void refusesAGapInTheNumbers() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(2);
        Files.write(file, lines);

        assertThatThrownBy(this::read)
                .hasMessageEndingWith("fusion.log line 3: number must be 3, was 4");
    }

    @Test
    void isOpenOnceAtATime() {
        try (FileFusionLog log = FileFusionLog.open(file)) {
            assertThatThrownBy(() -> FileFusionLog.open(file))
                    .isInstanceOf(FusionLogException.class)
                    .hasMessageContaining("must not be open elsewhere");
            log.sync();
        }
    }

    @Test
    void saysThatAFolderIsMissing() {
        assertThatThrownBy(() -> FileFusionLog.open(folder.resolve("none").resolve("a.log")))
                .isInstanceOf(FusionLogException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void beginsEmpty() throws IOException {
        Path fresh = folder.resolve("fresh.log");
        Files.write(fresh, new byte[0], StandardOpenOption.CREATE);
        try (FileFusionLog log = FileFusionLog.open(fresh)) {
            log.replay(entry -> assertThat(entry).isNull());
        }
    }

    @Test
    void refusesRecordsThatContradictThemselves() {
        assertThatThrownBy(() -> new OutcomeResolved(SIGNAL, LATER, Outcome.UP, 0))
                .hasMessage("uniqueness must be above 0 and at most 1, was 0.0");
        assertThatThrownBy(() -> new Barriers(100, 99, 101))
                .hasMessageStartingWith("barriers must lie around the entry");
        assertThatThrownBy(() ->
                        new Opened(2, List.of("a"), Numbers.of(1), new LearningRules(1, 0, 1, 1)))
                .hasMessage("schema must be 1, was 2");
    }

    private List<FusionRecord> read() {
        List<FusionRecord> records = new ArrayList<>();
        try (FileFusionLog log = FileFusionLog.open(file)) {
            log.replay(records::add);
        }
        return records;
    }

    private static int lastLineStart(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length - 1; i++) {
            start = bytes[i] == '\n' ? i + 1 : start;
        }
        return start;
    }
}
