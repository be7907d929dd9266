package dev.keel.sim.portfolio;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.VenueModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to test on several markets together, and under which conditions.
 *
 * @param markets at least one, each of another instrument; all are quoted in the capital's asset
 * @param capital what the one account starts with, above 0
 * @param sizing how much an entry buys; shares are of the whole account's equity
 */
public record PortfolioRequest(
        List<PortfolioMarket> markets,
        Money capital,
        Sizing sizing,
        FillTiming timing,
        VenueModel venue,
        RiskPolicy policy) {
    public PortfolioRequest {
        markets = List.copyOf(markets);
        if (markets.isEmpty()) {
            throw new IllegalArgumentException("markets must not be empty");
        }
        Set<Object> known = new HashSet<>();
        for (PortfolioMarket market : markets) {
            Instrument instrument = market.instrument();
            if (!known.add(instrument.id())) {
                throw new IllegalArgumentException(
                        "markets must differ, " + instrument.id() + " came twice");
            }
            // It checks capital and ticks as for a single market.
            var _ =
                    new BacktestRequest(
                            market.bars(),
                            instrument,
                            market.lanes().getFirst().strategy(),
                            capital,
                            sizing,
                            timing,
                            venue,
                            policy);
        }
    }
}
