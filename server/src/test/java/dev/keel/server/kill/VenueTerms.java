package dev.keel.server.kill;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.venue.VenueProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What both sides know of the venue. */
final class VenueTerms {
    static final Asset CURRENCY = Asset.of("USD");
    static final BigDecimal FEE_RATE = new BigDecimal("0.001");
    static final Money CAPITAL = Money.of(CURRENCY, "1000000");

    /** An order older than this is refused; the age counts from its intent. */
    static final Duration VALIDITY = Duration.ofMillis(700);

    /** How long something may be missing from what the venue shows. */
    static final Duration VISIBILITY = Duration.ofMillis(150);

    static final VenueProfile PROFILE =
            new VenueProfile(VALIDITY, VISIBILITY, Duration.ofMillis(900));

    /** How long a trader that died keeps the others out. */
    static final Duration LEASE = Duration.ofSeconds(1);

    static final List<String> ACCOUNTS = List.of("one", "two", "three");
    static final List<Instrument> INSTRUMENTS = List.of(spot("AAA"), spot("BBB"));

    private VenueTerms() {}

    private static Instrument spot(String base) {
        return Instrument.spot(
                InstrumentId.of(base + "-USD"),
                Asset.of(base),
                CURRENCY,
                new TradingRules(Price.of("0.01"), Quantity.of("1"), BigDecimal.ZERO),
                FeeRates.flat(FEE_RATE));
    }
}
