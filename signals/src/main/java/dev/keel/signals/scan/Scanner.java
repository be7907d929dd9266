package dev.keel.signals.scan;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.SignalSource;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.ExpertStanding;
import dev.keel.signals.fusion.FusionEngine;
import dev.keel.signals.fusion.FusionSettings;
import dev.keel.signals.scan.ScanRow.Opinion;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches markets and ranks them.
 *
 * <p>A bar updates the row of its market in the time of one bar, whatever the number of markets; a
 * ranking is made when it is asked for. Ties are broken by the markets' order, so that the same
 * bars give the same ranking however they were interleaved.
 *
 * <p>Different markets may be fed by different threads at once, each market by one at a time;
 * whoever reads must know, as by joining those threads, that they are done.
 */
public final class Scanner {
    private static final String NAME = "scan";

    private final List<ExpertDefinition> experts;
    private final FusionSettings settings;
    private final SortedMap<ScanMarket, Watched> watched = new TreeMap<>();

    /** Watches these markets from now on. */
    public Scanner(
            Collection<ScanMarket> markets,
            List<ExpertDefinition> experts,
            FusionSettings settings) {
        this.experts = List.copyOf(experts);
        this.settings = settings;
        for (ScanMarket market : markets) {
            watched.put(market, new Watched(market));
        }
    }

    /**
     * Takes the next closed bar of a market.
     *
     * @throws IllegalArgumentException if the market is not watched, the bar is of another
     *     timeframe, or not later than the last
     */
    public void onBar(ScanMarket market, Bar bar) {
        if (!bar.format().timeframe().equals(market.timeframe())) {
            throw new IllegalArgumentException(
                    "bar must be of timeframe "
                            + market.timeframe()
                            + ", was "
                            + bar.format().timeframe());
        }
        find(market).onBar(bar);
    }

    /**
     * The markets with the strongest and most agreed opinions, best first. Those that have seen no
     * bar are left out; those where nobody is awake come last.
     */
    public List<ScanRow> top(int count) {
        return watched.values().stream()
                .filter(Watched::hasBars)
                .sorted(
                        Comparator.comparingDouble((Watched one) -> one.opinion().rank())
                                .reversed()
                                .thenComparing(one -> one.market))
                .limit(count)
                .map(Watched::row)
                .toList();
    }

    /**
     * Where the experts of a market stand.
     *
     * @throws IllegalArgumentException if the market is not watched
     */
    public List<ExpertStanding> standings(ScanMarket market) {
        return find(market).engine().standings();
    }

    /**
     * The mean logarithmic loss of the fused probabilities of a market; not a number before the
     * first outcome.
     *
     * @throws IllegalArgumentException if the market is not watched
     */
    public double logLoss(ScanMarket market) {
        return find(market).engine().logLoss();
    }

    /**
     * The share of the outcomes of a market that were up; not a number before the first.
     *
     * @throws IllegalArgumentException if the market is not watched
     */
    public double upShare(ScanMarket market) {
        return find(market).engine().upShare();
    }

    /** The markets that have seen a bar, in their order. */
    public List<ScanMarket> markets() {
        return watched.values().stream().filter(Watched::hasBars).map(one -> one.market).toList();
    }

    private Watched find(ScanMarket market) {
        Watched one = watched.get(market);
        if (one == null) {
            throw new IllegalArgumentException("market " + market + " is not watched");
        }
        return one;
    }

    /** A market's engine, made by the thread that first needs it, and its last bar. */
    private final class Watched {
        private final ScanMarket market;
        private @Nullable FusionEngine engine;
        private long closeMillis;
        private double close;
        private long bars;

        Watched(ScanMarket market) {
            this.market = market;
        }

        void onBar(Bar bar) {
            engine().onBar(bar);
            closeMillis = bar.closeMillis();
            close = bar.closeValue();
            bars++;
        }

        boolean hasBars() {
            return bars > 0;
        }

        FusionEngine engine() {
            FusionEngine made = engine;
            if (made == null) {
                SignalSource source =
                        new SignalSource(NAME, market.instrument(), market.timeframe());
                made = new FusionEngine(source, experts, settings);
                engine = made;
            }
            return made;
        }

        Opinion opinion() {
            FusionEngine heard = engine();
            return new Opinion(
                    heard.probability(),
                    heard.score(),
                    heard.confidence(),
                    heard.isAwake() ? heard.awakeExperts() : 0);
        }

        ScanRow row() {
            FusionEngine heard = engine();
            return new ScanRow(
                    market,
                    Instant.ofEpochMilli(closeMillis),
                    close,
                    bars,
                    opinion(),
                    heard.isAwake() ? heard.reasons() : List.of());
        }
    }
}
