package dev.keel.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConfigTest {

    private final PostgresConfig config = PostgresConfig.in(Path.of("/keel/data"));

    @Test
    void hasTheseDefaults() {
        assertThat(config)
                .isEqualTo(
                        new PostgresConfig(
                                Path.of("/keel/data"),
                                Path.of("/keel/data/postgres-binaries"),
                                0,
                                Map.of(),
                                Duration.ofMinutes(5)));
    }

    @Test
    void makesFoldersAbsolute() {
        PostgresConfig relative = PostgresConfig.in(Path.of("data/../data"));

        assertThat(relative.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(relative.binariesDirectory()).isAbsolute();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withPort(port))
                .withMessage("port must be 0 to 65535, was " + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "listen_addresses",
                "port"
            })
    void refusesSettingThatKeelPromises(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withSettings(Map.of(name, "off")))
                .withMessageContaining("the setting " + name + " is fixed by Keel");
    }

    /** The server reads names without regard to case and takes a hyphen for an underscore. */
    @ParameterizedTest
    @ValueSource(strings = {"FSYNC", "full-page-writes", "fsync=off -c x", "", "a b"})
    void refusesWhatIsNoNameOfSetting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withSettings(Map.of(name, "on")));
    }

    @Test
    void refusesNoTimeToStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PostgresConfig(Path.of("a"), Path.of("b"), 0, Map.of(), Duration.ZERO))
                .withMessageContaining("startTimeout");
    }

    @Test
    void putsFurtherSettingsOverDefaultsAndPromisesOverAll() {
        assertThat(PostgresSettings.arguments(Map.of("shared_buffers", "64MB"), 5_433))
                .contains("shared_buffers=64MB", "fsync=on", "port=5433")
                .doesNotContain("shared_buffers=96MB")
                .startsWith("-c");
    }
}
