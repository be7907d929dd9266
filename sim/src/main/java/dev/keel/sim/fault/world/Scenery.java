package dev.keel.sim.fault.world;

import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.fault.clock.Dice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What the worlds are furnished with. */
final class Scenery {
    static final Asset USD = Asset.of("USD");

    private static final Price TICK = Price.of("0.1");
    private static final Quantity LOT = Quantity.of("0.1");
    private static final FeeRates FEES =
            new FeeRates(new BigDecimal("0.0002"), new BigDecimal("0.0005"));

    private Scenery() {}

    /** One to three instruments, the first at times a spot market. */
    static List<Instrument> instruments(Dice dice) {
        List<Instrument> all =
                List.of(
                        linear("AAA-PERP", "AAA"),
                        Instrument.spot(
                                InstrumentId.of("BBB-USD"), Asset.of("BBB"), USD, rules(), FEES),
                        linear("CCC-PERP", "CCC"));
        int from = dice.from(0, 2);
        return all.subList(from, Math.min(all.size(), from + dice.from(1, 3)));
    }

    /** Coarser or finer rules of the same instrument. */
    static Instrument changed(Instrument before, Dice dice) {
        TradingRules rules =
                new TradingRules(
                        TICK, dice.pick(List.of(LOT, Quantity.of("0.2"))), BigDecimal.ZERO);
        return new Instrument(
                before.id(),
                before.base(),
                before.quote(),
                before.kind(),
                rules,
                before.fees(),
                before.contractSize());
    }

    static AccountSettings settings(Dice dice) {
        return new AccountSettings(
                dice.pick(
                        List.of(
                                ExecutionMode.AI_FULL_AUTO,
                                ExecutionMode.AI_FULL_AUTO,
                                ExecutionMode.AI_ASSISTED,
                                ExecutionMode.MANUAL)),
                new Sizing.Fixed(Quantity.of("1")),
                policy(dice),
                Duration.ofSeconds(30));
    }

    private static RiskPolicy policy(Dice dice) {
        if (dice.chance(0.3)) {
            return RiskPolicy.UNLIMITED;
        }
        return new RiskPolicy(
                new RiskPolicy.TradeLimits(
                        null, new BigDecimal("0.1").multiply(share(dice)), null, null),
                new RiskPolicy.AccountLimits(
                        dice.from(1, 3),
                        share(dice),
                        dice.chance(0.5) ? new BigDecimal("0.05") : null,
                        null,
                        dice.chance(0.5) ? new BigDecimal("0.2") : null),
                new RiskPolicy.Freshness(
                        Duration.ofMinutes(2),
                        dice.chance(0.5) ? Duration.ofMinutes(2) : null,
                        dice.chance(0.5) ? Duration.ofSeconds(5) : null));
    }

    private static BigDecimal share(Dice dice) {
        return new BigDecimal(dice.from(1, 5));
    }

    private static Instrument linear(String symbol, String base) {
        return Instrument.linear(InstrumentId.of(symbol), Asset.of(base), USD, rules(), FEES);
    }

    private static TradingRules rules() {
        return new TradingRules(TICK, LOT, BigDecimal.ZERO);
    }
}
