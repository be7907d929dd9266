package dev.keel.sim.fault.broker;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A random walk of every instrument; the same for all brokers. */
public final class Market implements dev.keel.core.market.Market {
    private static final Quantity VOLUME = Quantity.of("100000");

    private final VirtualTime time;
    private final Dice dice;
    private final double volatility;
    private final Map<InstrumentId, BigDecimal> prices = new TreeMap<>();
    private final Map<InstrumentId, Quote> quotes = new TreeMap<>();
    private final List<BiConsumer<InstrumentId, BigDecimal>> followers = new ArrayList<>();
    private boolean repeating;

    public Market(VirtualTime time, Dice dice, List<Instrument> instruments) {
        this.time = time;
        this.dice = dice;
        this.volatility = 0.0005 + 0.002 * dice.share();
        instruments.forEach(instrument -> set(instrument.id(), new BigDecimal("100")));
    }

    /** Has somebody told of every new price. */
    public void follow(BiConsumer<InstrumentId, BigDecimal> follower) {
        followers.add(follower);
    }

    /** Moves every price. */
    public void move() {
        for (InstrumentId id : List.copyOf(prices.keySet())) {
            BigDecimal before = price(id);
            BigDecimal factor = BigDecimal.valueOf(1 + volatility * dice.normal());
            set(
                    id,
                    before.multiply(factor)
                            .setScale(1, RoundingMode.HALF_EVEN)
                            .max(BigDecimal.ONE));
            tell(id);
        }
    }

    /** Tells every price once more, so that what rests and may trade does. */
    public void standStill() {
        List.copyOf(prices.keySet()).forEach(this::tell);
    }

    /** The price now; the latest one also where the market stands still. */
    public BigDecimal price(InstrumentId instrument) {
        return Optional.ofNullable(prices.get(instrument)).orElseThrow();
    }

    /** From here on the same prices are told again and again. */
    public void repeat() {
        repeating = true;
    }

    @Override
    public Optional<Quote> latest(InstrumentId instrument) {
        Optional<Quote> latest = Optional.ofNullable(quotes.get(instrument));
        return repeating
                ? latest.map(quote -> new Quote(quote.last(), time.instant(), VOLUME))
                : latest;
    }

    private void tell(InstrumentId id) {
        BigDecimal now = price(id);
        followers.forEach(follower -> follower.accept(id, now));
    }

    private void set(InstrumentId id, BigDecimal price) {
        prices.put(id, price);
        quotes.put(id, new Quote(new Price(price), time.instant(), VOLUME));
    }
}
