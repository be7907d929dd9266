package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

    @TempDir Path temporary;

    @Test
    void unpacksOnceForAllWhoAskAtATime() throws Exception {
        Callable<PostgresBinaries> unpack = () -> PostgresBinaries.in(temporary);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PostgresBinaries>> unpacked =
                    threads.invokeAll(List.of(unpack, unpack, unpack));

            assertThat(unpacked)
                    .extracting(Future::get)
                    .containsOnly(PostgresBinaries.in(temporary));
        }
        assertThat(foldersIn(temporary)).hasSize(1);
    }

    @Test
    void removesTheRemainsOfAnInterruptedUnpacking() throws IOException {
        Files.createDirectories(temporary.resolve(".unpacking-half/bin"));

        PostgresBinaries binaries = PostgresBinaries.in(temporary);

        assertThat(binaries.major()).isEqualTo(18);
        assertThat(foldersIn(temporary)).containsExactly(binaries.folder());
    }

    @Test
    void letsEveryUserRunThePrograms() throws IOException {
        Path folder = PostgresBinaries.in(temporary).folder();

        assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(folder.resolve("bin/initdb"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(folder.resolve("share/postgresql/postgres.bki")))
                .isEqualTo("rw-r--r--");
        assertThat(folder.resolve("lib/libpq.so.5")).isSymbolicLink().exists();
    }

    @Test
    void saysThatTheProgramsAreDamaged() throws IOException {
        Path folder = PostgresBinaries.in(temporary).folder();
        Files.writeString(folder.resolve("bin/postgres"), "rubbish");

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> PostgresBinaries.in(temporary))
                .withMessageContaining(folder + " do not run on this machine")
                .withMessageContaining("delete it");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }
}
