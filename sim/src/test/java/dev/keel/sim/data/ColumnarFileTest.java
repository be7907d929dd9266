package dev.keel.sim.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keel.sim.market.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnarFileTest {
    private static final SourceKey SOURCE = new SourceKey("märkte.csv", 12_345, "ab".repeat(32));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1_000, 70_000})
    void givesBackWhatWasWritten(int size) throws IOException {
        var content = new ColumnarFile.Content(SomeBars.of(size, size), SOURCE, 3);
        Path file = folder.resolve("some.bars");

        ColumnarFile.write(file, content);
        ColumnarFile.Content read = ColumnarFile.read(file);

        assertThat(read.series().format()).isEqualTo(content.series().format());
        assertThat(SomeBars.list(read.series())).isEqualTo(SomeBars.list(content.series()));
        assertThat(read.source()).isEqualTo(SOURCE);
        assertThat(read.roundedVolumes()).isEqualTo(3);
        assertThat(ColumnarFile.sourceOf(file)).isEqualTo(SOURCE);
        assertThat(ColumnarFile.isOne(file)).isTrue();
    }

    @Test
    void refusesAnyByteThatHasChanged() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(7);

        for (int trial = 0; trial < 500; trial++) {
            byte[] damaged = whole.clone();
            int at = trial < 160 ? trial : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);

            assertThatExceptionOfType(MarketDataException.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> ColumnarFile.read(file));
        }
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 100, 160, 200, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatExceptionOfType(MarketDataException.class)
                    .isThrownBy(() -> ColumnarFile.read(file));
        }
    }

    @Test
    void saysThatAnotherVersionMustBeImportedAgain() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        whole[8] = 2;
        Files.write(file, whole);

        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> ColumnarFile.read(file))
                .withMessage("some.bars: must be of version 1, is of 2; import its source again");
    }

    @Test
    void leavesTheOldFileAndNoPartWhereWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("old.bars"), "old");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        WholeFile.write(
                                file,
                                part -> {
                                    Files.writeString(part, "half");
                                    throw new IOException("disk full");
                                }))
                .withMessage("disk full");

        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private Path written() throws IOException {
        Path file = folder.resolve("some.bars");
        ColumnarFile.write(file, new ColumnarFile.Content(SomeBars.of(1, 50), SOURCE, 0));
        return file;
    }
}
