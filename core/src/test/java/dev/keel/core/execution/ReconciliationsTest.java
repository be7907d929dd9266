package dev.keel.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.Samples;
import dev.keel.core.account.Account;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Sighting;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A venue may be behind by longer than the time between two statements. */
class ReconciliationsTest {
    private static final Instant START = Samples.NOON;
    private static final Duration BEHIND = Duration.ofMinutes(2);
    private static final AccountState LEDGER =
            Account.open(
                            Samples.OPEN,
                            new Situation(
                                    START,
                                    new LatestPrices(),
                                    START,
                                    TradingSwitch.Enabled.INSTANCE,
                                    false))
                    .state();

    private final Reconciliations reconciliations =
            new Reconciliations(RunnerSettings.DEFAULT, Duration.ofSeconds(30));

    @Test
    void holdsAStatementAgainstTheLatestThatIsOldEnough() {
        List.of(0, 60, 120, 180).forEach(this::takeAt);

        assertThat(answeredAt(240)).isEqualTo(START.plusSeconds(120));
        assertThat(answeredAt(239)).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void holdsItAgainstTheLatestOfAllWhereNoneIsOldEnough() {
        takeAt(0);
        takeAt(60);

        assertThat(answeredAt(119)).isEqualTo(START.plusSeconds(60));
        assertThat(reconciliations.settledBefore(statement(119))).isNull();
    }

    @Test
    void keepsFindingOneHoweverOftenItAsks() {
        for (int second = 0; second < 2_000; second++) {
            takeAt(second);
            if (second >= 240) {
                assertThat(answeredAt(second + 1))
                        .isAfter(START.plusSeconds(second - 2 * BEHIND.toSeconds()))
                        .isBeforeOrEqualTo(START.plusSeconds(second + 1 - BEHIND.toSeconds()));
            }
        }
    }

    @Test
    void forgetsWhatItSawBeforeASuspension() {
        takeAt(0);

        reconciliations.forget();

        assertThat(reconciliations.before(statement(500))).isNull();
    }

    private void takeAt(int second) {
        reconciliations.taken(
                new Sighting(statement(second), LEDGER, START.plusSeconds(second), BEHIND),
                List.of());
    }

    private Instant answeredAt(int askedAt) {
        Sighting before = reconciliations.before(statement(askedAt));
        assertThat(before).isNotNull();
        return before == null ? Instant.MIN : before.answeredAt();
    }

    private static VenueStatement statement(int second) {
        return new VenueStatement(START.plusSeconds(second), null, List.of(), null, null);
    }
}
