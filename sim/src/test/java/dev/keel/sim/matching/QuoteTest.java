package dev.keel.sim.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import org.junit.jupiter.api.Test;

/** What the venue tells an account of the market. */
class QuoteTest {

    private final TestVenue venue = new TestVenue();

    @Test
    void isEmptyBeforeTheFirstBar() {
        assertThat(venue.venue().latest(TestVenue.BTC)).isEmpty();
    }

    @Test
    void isTheOpenWhileABarIsOpenWithTheVolumeOfTheBarBefore() {
        venue.play("100", "110", "90", "105", "12");

        venue.openBar(venue.bar("106", "120", "100", "119", "99"));

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("106", 60, "12"));
    }

    @Test
    void hasNoVolumeInTheFirstBar() {
        venue.openBar(venue.bar("106", "120", "100", "119", "99"));

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("106", 0, "0"));
    }

    @Test
    void isTheCloseOnceTheRangeWasPlayed() {
        Bar bar = venue.bar("106", "120", "100", "119", "99");
        venue.openBar(bar);
        venue.range(bar);

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("119", 60, "99"));

        venue.close(bar);

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("119", 60, "99"));
    }

    @Test
    void isKeptPerInstrument() {
        InstrumentId other = InstrumentId.of("ETH-USD");
        venue.open("100");
        venue.venue().onOpen(other, venue.bar("7", "7", "7", "7", "0"));

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("100", 0, "0"));
        assertThat(venue.venue().latest(other)).contains(quote("7", 0, "0"));
    }

    @Test
    void isTheNextBarsAlsoWhereBarsOverlap() {
        Bar first = venue.bar("100", "110", "90", "105", "12");
        venue.play(first);
        Bar second =
                new Bar(
                        TestVenue.FORMAT,
                        first.openMillis() + 30_000,
                        10_600,
                        10_600,
                        10_600,
                        10_600,
                        1);

        venue.openBar(second);

        assertThat(venue.venue().latest(TestVenue.BTC)).contains(quote("106", 30, "12"));
    }

    private static Quote quote(String last, int second, String volume) {
        return new Quote(Price.of(last), TestVenue.START.plusSeconds(second), Quantity.of(volume));
    }
}
