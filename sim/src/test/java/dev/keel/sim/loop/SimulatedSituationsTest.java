package dev.keel.sim.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.sim.matching.MatchingVenues;
import dev.keel.sim.matching.VenueModel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulatedSituationsTest {

    private final PaperDesk desk = PaperDesk.opened();

    @Test
    void tellsMarketTimeTheVenuesPricesAndABalanceOfNow() {
        Situation situation = new SimulatedSituations(desk.clock).now(desk.account.venue());

        assertThat(situation.now()).isEqualTo(PaperDesk.START);
        assertThat(situation.balanceAsOf()).isEqualTo(PaperDesk.START);
        assertThat(situation.market()).isSameAs(desk.account.venue());
        assertThat(situation.platform()).isEqualTo(TradingSwitch.Enabled.INSTANCE);
    }

    @Test
    void tellsWhatTheKillSwitchIsNow() {
        TradingSwitch[] platform = {TradingSwitch.Enabled.INSTANCE};
        SimulatedSituations situations = new SimulatedSituations(desk.clock, () -> platform[0]);

        platform[0] = new TradingSwitch.Halted("test");

        assertThat(situations.now(desk.account.venue()).platform()).isEqualTo(platform[0]);
    }

    @Test
    void knowsMatchingVenuesOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedSituations(desk.clock).now(new DeafVenue()))
                .withMessageStartingWith("venue must be a matching venue, was ");
    }

    @Test
    void venuesAreKeptByAccount() {
        MatchingVenues venues = new MatchingVenues(VenueModel.PLAIN, desk.clock);

        Venue venue = venues.connect(desk.runner.state(), new Deaf());

        assertThat(venues.of(desk.runner.state().id())).isSameAs(venue);
        assertThatIllegalStateException()
                .isThrownBy(() -> venues.of(AccountId.of("other")))
                .withMessage("account other is not connected");
    }

    private static final class Deaf implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {}

        @Override
        public void onAnswer(VenueAnswer answer) {}
    }

    private static final class DeafVenue implements Venue {
        @Override
        public void state(@Nullable String after) {}

        @Override
        public VenueProfile profile() {
            return VenueProfile.IN_PROCESS;
        }

        @Override
        public void submit(Order order) {}

        @Override
        public void cancel(Order order) {}

        @Override
        public void query(OrderId order) {}

        @Override
        public Optional<Instant> balanceAsOf() {
            return Optional.empty();
        }
    }
}
