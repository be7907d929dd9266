package dev.keel.venues.fix.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.connector.Environment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionProfileTest {
    private static SessionProfile profile(Environment environment, Endpoint endpoint) {
        return SessionProfile.of(
                "venue/account",
                FixVersion.FIX42,
                environment,
                CompIds.of("KEEL", "VENUE"),
                endpoint,
                Sequencing.KEPT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Environment.class,
            names = {"LIVE", "TEST"})
    void nothingButASimulatorIsSpokenToInTheClear(Environment environment) {
        Endpoint plain = Endpoint.plain("127.0.0.1", 9_880);

        assertThatThrownBy(() -> profile(environment, plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint.trust must be a trust store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"venue.example", "10.0.0.1", "127.example", "127.0.0.1.example", "0.0.0.0"})
    void noOtherMachineIsSpokenToInTheClear(String host) {
        Endpoint plain = Endpoint.plain(host, 9_880);

        assertThatThrownBy(() -> profile(Environment.LOCAL, plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint.trust must be a trust store for the host " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void aSimulatorOnThisMachineIs(String host) {
        assertThatCode(() -> profile(Environment.LOCAL, Endpoint.plain(host, 9_880)))
                .doesNotThrowAnyException();
    }

    @Test
    void tlsIsForAllOthers() {
        assertThatCode(() -> profile(Environment.LIVE, Endpoint.tls("venue.example", 443)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThatThrownBy(() -> Endpoint.tls("venue.example", 0))
                .hasMessage("port must be 1 to 65535, was 0");
        assertThatThrownBy(() -> Endpoint.tls(" ", 1)).hasMessageContaining("host must be");
        assertThatThrownBy(() -> CompIds.of("", "VENUE")).hasMessageContaining("senderCompId");
        assertThatThrownBy(() -> CompIds.of("KEEL", "A\u0001B"))
                .hasMessageContaining("targetCompId");
        assertThatThrownBy(() -> Timing.DEFAULT.withHeartbeat(Duration.ofMillis(1_500)))
                .hasMessageContaining("heartbeat must be whole seconds");
        assertThatThrownBy(() ->
                        new Timing(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                List.of()))
                .hasMessageContaining("reconnect must not be empty");
        assertThatThrownBy(() -> new Patience(0, Duration.ZERO)).hasMessageContaining("tries");
        assertThatThrownBy(() ->
                        SessionProfile.of(
                                "x",
                                FixVersion.FIX42,
                                Environment.LOCAL,
                                CompIds.of("A", "B"),
                                Endpoint.plain("::1", 1),
                                new Sequencing(
                                        new Sequencing.Reset.Never(),
                                        Sequencing.NextExpected.SAID,
                                        0)))
                .hasMessageContaining("sequencing.nextExpected must be NOT_SAID before FIX 4.4");
    }

    @Test
    void aTrustStoreKeepsItsPasswordToItself() {
        assertThat(Endpoint.tls("venue.example", 443).toString()).doesNotContain("changeit");
    }

    @Test
    void aDailyResetIsTheLastOneInItsOwnZone() {
        Sequencing.Reset.Scheduled daily =
                new Sequencing.Reset.Scheduled(
                        ZoneId.of("America/New_York"), LocalTime.of(17, 0), Optional.empty());

        assertThat(daily.lastBefore(Instant.parse("2026-07-01T20:59:59Z")))
                .isEqualTo("2026-06-30T21:00:00Z");
        assertThat(daily.lastBefore(Instant.parse("2026-07-01T21:00:00Z")))
                .isEqualTo("2026-07-01T21:00:00Z");
        assertThat(daily.lastBefore(Instant.parse("2026-12-01T21:30:00Z")))
                .as("an hour later in winter")
                .isEqualTo("2026-11-30T22:00:00Z");
    }

    @Test
    void aWeeklyResetIsTheLastOneOfItsDay() {
        Sequencing.Reset.Scheduled weekly =
                new Sequencing.Reset.Scheduled(
                        ZoneId.of("Europe/London"),
                        LocalTime.of(22, 0),
                        Optional.of(DayOfWeek.SATURDAY));

        assertThat(weekly.lastBefore(Instant.parse("2026-01-03T21:59:00Z")))
                .isEqualTo("2025-12-27T22:00:00Z");
        assertThat(weekly.lastBefore(Instant.parse("2026-01-03T22:00:00Z")))
                .isEqualTo("2026-01-03T22:00:00Z");
        assertThat(weekly.lastBefore(Instant.parse("2026-01-09T00:00:00Z")))
                .isEqualTo("2026-01-03T22:00:00Z");
    }
}
