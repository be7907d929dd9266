package dev.keel.venues.fix.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.connector.VenueId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectsTest {
    @Test
    void everyDialectIsReadAndNamesItsSource() {
        assertThat(Dialects.all())
                .hasSize(6)
                .allSatisfy(dialect -> {
                    assertThat(dialect.identity().source()).isNotBlank();
                    assertThat(dialect.deviations()).isNotEmpty();
                    assertThat(dialect.unconfirmed()).isNotEmpty();
                    assertThat(dialect.recovery().plan()).isNotEmpty();
                });
    }

    @Test
    void theFourCornersDifferAsTheirVenuesDo() {
        FixDialect cTrader = Dialects.of(VenueId.of("fix-ctrader"));
        assertThat(cTrader.session().reset()).isEqualTo(FixDialect.Reset.EACH_LOGON);
        assertThat(cTrader.recovery().plan())
                .contains(RecoveryStep.MASS_STATUS, RecoveryStep.POSITIONS, RecoveryStep.MANUAL);

        FixDialect plain = Dialects.of(VenueId.of("fix-generic-42"));
        assertThat(plain.recovers(RecoveryStep.SESSION_REPLAY)).isTrue();
        assertThat(plain.hasMassQueries()).isFalse();

        FixDialect binance = Dialects.of(VenueId.of("fix-binance"));
        assertThat(binance.session().resend()).isEqualTo(FixDialect.Resend.NONE);
        assertThat(binance.recovers(RecoveryStep.STATUS_PER_ORDER)).isFalse();
        assertThat(binance.recovers(RecoveryStep.REST_QUERY)).isTrue();
        assertThat(binance.recovery().restVenue()).isEqualTo("binance");

        FixDialect coinbase = Dialects.of(VenueId.of("fix-coinbase"));
        assertThat(coinbase.session().limits().timestampDecimals()).isEqualTo(3);
        assertThat(coinbase.recovery().plan())
                .containsExactly(RecoveryStep.STATUS_PER_ORDER, RecoveryStep.MANUAL);
        assertThat(coinbase.unconfirmed()).containsKey("logon.cancel-on-disconnect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session.version = 4.4 | session.version = 4.3 | session.version must be 4.2, 4.4 or 5.0SP2",
                "session.reset = KEEP | session.reset = SOMETIMES | session.reset must be one of",
                "ids.length = 20 | ids.length = 19 | ids.length must be at least 20",
                "ids.length = 20 | ids.length = many | ids.length must be 18 to 255, was 'many'",
                "ids.sees-whole-account = yes | ids.sees-whole-account = maybe | must be yes or no",
                "name = Generic FIX 4.4 | nome = Generic | name must be given",
                "revision = 1 | revision = 1\\nrecovery.plam = X | recovery.plam is no field",
                "orders.types = MARKET:1 | orders.types = MARKT:1 | orders.types must be among",
                "orders.symbol-tags = 55 | orders.symbol-tags = | must name at least one tag",
                "session.resend = FULL | session.resend = NONE | must not have SESSION_REPLAY",
                "session.heartbeat.usual = 30 | session.heartbeat.usual = 61 | between least and most",
                "logon.authentication = PASSWORD | logon.authentication = MAGIC | must be one of",
                "recovery.plan = SESSION_REPLAY, | recovery.plan = REST_QUERY, SESSION_REPLAY, | must be given where the plan has REST_QUERY",
                "revision = 1 | revision = 1\\nrecovery.rest-venue = binance | and nowhere else",
                "revision = 1 | revision = 1\\norders.timed = LIMITS | orders.timed must be among",
                "revision = 1 | revision = 1\\norders.trigger-direction = 1109, U | must be a tag, the word for up"
            })
    void whatIsWrongIsToldWithFileAndField(String right, String wrong, String words)
            throws IOException {
        String text = text("fix-generic-44").replace(right, wrong.replace("\\n", "\n"));

        assertThatThrownBy(() -> Dialects.parse("fix-test", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialect fix-test")
                .hasMessageContaining(words);
    }

    @Test
    void fixFourTwoMayNotPlanWhatItDoesNotKnow() throws IOException {
        String text =
                text("fix-generic-42")
                        .replace("SESSION_REPLAY, STATUS_PER_ORDER", "SESSION_REPLAY, POSITIONS");

        assertThatThrownBy(() -> Dialects.parse("fix-test", text))
                .hasMessageContaining("FIX 4.2 knows no such message");
    }

    @Test
    void polarityOfCancelOnDisconnectIsDataAndMayBeInverted() throws IOException {
        String text =
                text("fix-generic-44")
                        .replace(
                                "logon.authentication = PASSWORD",
                                "logon.authentication = PASSWORD\n"
                                        + "logon.cancel-on-disconnect = 8674, 0, 1");

        assertThat(Dialects.parse("fix-test", text).logon().cancelOnDisconnect())
                .contains(new FixDialect.CancelOnDisconnect(8674, "0", "1"));
    }

    @Test
    void aPlanMayBeReplaced() {
        FixDialect dialect =
                Dialects.of(VenueId.of("fix-coinbase")).withPlan(List.of(RecoveryStep.EXEC_RANGE));

        assertThat(dialect.recovers(RecoveryStep.EXEC_RANGE)).isTrue();
        assertThat(dialect.isManual()).isFalse();
    }

    private static String text(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(Dialects.class.getResourceAsStream(name + ".properties"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
