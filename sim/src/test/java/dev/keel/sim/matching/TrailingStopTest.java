package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.trailing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrailingStopTest {

    private final TestVenue venue = new TestVenue();

    @Test
    void startsFromTheMarketItArrivesAt() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));

        venue.playOn("100", "100", "95", "97");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }

    @Test
    void buyersTriggerLiesAbove() {
        venue.open("100");
        venue.submit(buy("1").withType(trailing("5")));

        venue.playOn("100", "105", "100", "101");

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void triggerFollowsTheBestPriceAndNeverGoesBack() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));

        venue.playOn("100", "110", "99", "108"); // trigger 105
        venue.play("107", "108", "106", "106"); // stays 105
        assertThat(venue.fills()).isEmpty();
        venue.play("106", "106", "104", "106");

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void buyersTriggerFollowsDown() {
        venue.open("100");
        venue.submit(buy("1").withType(trailing("5")));

        venue.playOn("100", "100", "90", "91"); // trigger 95
        venue.play("91", "95.50", "91", "92");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }

    @Test
    void theWorstPriceIsHeldAgainstTheTriggerAsItStoodBefore() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));

        // From the best price 120 the trigger would be 115: the low came first or it did not, 96 is
        // above the trigger that stood. The close decides.
        venue.playOn("100", "120", "96", "118");

        assertThat(venue.fills()).isEmpty();
    }

    @Test
    void aCloseBeyondTheNewTriggerFillsAtIt() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));

        venue.playOn("100", "120", "99", "110");

        assertThat(venue.fills()).containsExactly("1 @ 115 TAKER");
    }

    @Test
    void whereBothCouldBeTheOldTriggerWins() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));

        venue.playOn("100", "120", "95", "110");

        assertThat(venue.fills()).containsExactly("1 @ 95 TAKER");
    }

    @Test
    void aGapBeyondTheTriggerFillsAtTheOpen() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));
        venue.playOn("100", "100", "100", "100");

        venue.open("90");

        assertThat(venue.fills()).containsExactly("1 @ 90 TAKER");
    }

    @Test
    void theOpenPullsTheTriggerAlongToo() {
        venue.open("100");
        venue.submit(sell("1").withType(trailing("5")));
        venue.playOn("100", "100", "100", "100");

        venue.play("110", "110", "104", "108");

        assertThat(venue.fills()).containsExactly("1 @ 105 TAKER");
    }

    @Test
    void startsFromTheFirstPriceWhereThereWasNone() {
        venue.submit(sell("1").withType(trailing("5")));

        venue.play("100", "101", "99", "100");
        assertThat(venue.fills()).isEmpty();
        venue.play("100", "100", "96", "97");

        assertThat(venue.fills()).containsExactly("1 @ 96 TAKER");
    }

    @Test
    void aDistanceGreaterThanThePriceNeverTriggers() {
        venue.open("4");
        venue.submit(sell("1").withType(trailing("5")));

        venue.playOn("4", "4", "0.01", "0.01");

        assertThat(venue.fills()).isEmpty();
    }
}
