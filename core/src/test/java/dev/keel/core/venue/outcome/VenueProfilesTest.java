package dev.keel.core.venue.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.venue.VenueProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueProfilesTest {
    private static final String HEAD =
            "venue,requestValiditySeconds,visibilityDelaySeconds,answerPatienceSeconds,source";

    @Test
    void knowsTheVenuesThatHaveATable() {
        assertThat(VenueProfiles.venues())
                .containsExactly(
                        "binance",
                        "bingx",
                        "bitget",
                        "bybit",
                        "coinbase",
                        "cryptocom",
                        "deribit",
                        "fix",
                        "gate",
                        "htx",
                        "kraken",
                        "krakenfutures",
                        "kucoin",
                        "mexc",
                        "mt4",
                        "mt5",
                        "okx",
                        "phemex");
    }

    @ParameterizedTest
    @CsvSource({
        "binance, 10, 120, 15",
        "bybit, 5, 120, 30",
        "coinbase, 120, 120, 30",
        "phemex, 60, 120, 30",
        "kraken, 300, 120, 30"
    })
    void saysWhatTheSourcesSayAndIsCautiousOtherwise(
            String venue, int validity, int visibility, int patience) {
        assertThat(VenueProfiles.of(venue))
                .isEqualTo(
                        new VenueProfile(
                                Duration.ofSeconds(validity),
                                Duration.ofSeconds(visibility),
                                Duration.ofSeconds(patience)));
    }

    @Test
    void isCautiousWithAVenueThatNobodyHasLookedAt() {
        assertThat(VenueProfiles.of("some-broker")).isEqualTo(VenueProfiles.CAUTIOUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "bybit", "okx", "kraken", "mt4", "mt5", "fix", "new"})
    void trustsNoVenuesSilenceAtOnce(String venue) {
        VenueProfile profile = VenueProfiles.of(venue);

        assertThat(profile.requestValidity()).isPositive();
        assertThat(profile.visibilityDelay()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(profile.answerPatience()).isPositive();
    }

    @Test
    void refusesABadRowByFileLineAndField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueProfiles.parse("p.csv", List.of(HEAD, "x,0,,,source")))
                .withMessage("p.csv line 2, requestValiditySeconds: must be 1 to 99999, was '0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueProfiles.parse("p.csv", List.of(HEAD, "x,5,,,")))
                .withMessage("p.csv line 2, source: must be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueProfiles.parse("p.csv", List.of(HEAD, "x,5,,,s", "x,5,,,s")))
                .withMessage("p.csv line 3, venue: is there twice");
    }
}
