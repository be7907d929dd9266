package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Quote;
import dev.keel.core.performance.ExecutionHistory;
import dev.keel.server.runtime.PaperHost;
import dev.keel.sim.loop.MarketClock;
import java.util.Optional;
import java.util.Set;

/** A market that is played from a series of bars. */
public final class PlayedStage implements Stage {
    private final Market market;
    private final PaperHost account;

    public PlayedStage(Market market, PaperHost account) {
        this.market = market;
        this.account = account;
    }

    /**
     * What is needed to play a market.
     *
     * @param clock moved on by the market
     */
    public record Market(Feed feed, MarketClock clock, PlayedBars played) {
        /** The market as the last bar that is over left it; empty if none is, or of another. */
        public Optional<Quote> lastOver(InstrumentId instrument) {
            int over = position();
            return over == 0 || !instrument.equals(feed.instrument().id())
                    ? Optional.empty()
                    : Optional.of(quote(feed.bars().bar(over - 1)));
        }

        /** How many bars are over. */
        int position() {
            return played.lastOver().map(feed::barsUntil).orElse(0);
        }

        private static Quote quote(Bar bar) {
            return new Quote(bar.closePrice(), bar.closeTime(), bar.volumeQuantity());
        }
    }

    @Override
    public Set<InstrumentId> offered() {
        return Set.of(market.feed().instrument().id());
    }

    @Override
    public void requireFit(Plan plan) {
        requireFit(plan, market.feed());
    }

    /** The same before there is a stage. */
    public static void requireFit(Plan plan, Feed feed) {
        scanners(plan, feed, ExecutionHistory::new).start();
    }

    @Override
    public Play play(Plan plan, Set<InstrumentId> scanned, SessionBook sessions) {
        Scanners scanners = scanners(plan, market.feed(), account.host()::executions);
        return new Playing(market, scanners, account, sessions, scanned.containsAll(offered()));
    }

    @Override
    public FeedStatus status(Orchestrator.State state, Optional<Play> play) {
        return FeedStatus.of(market.feed(), state, market.position(), market.clock().instant());
    }

    private static Scanners scanners(
            Plan plan, Feed feed, java.util.function.Supplier<ExecutionHistory> executions) {
        return new Scanners(plan, feed.instrument().id(), feed.bars().format(), executions);
    }
}
