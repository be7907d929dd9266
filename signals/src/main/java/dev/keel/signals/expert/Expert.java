package dev.keel.signals.expert;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import java.util.List;

/**
 * A module's opinion of one market, bar by bar: which way, how strongly, how reliably, and why; or
 * none, while it is asleep.
 *
 * <p>What is said at a bar follows from the bars up to it, and later bars never change it. Between
 * two bars the answers stay the same. An expert is used by one thread at a time. {@link #onBar}
 * allocates nothing it can avoid; {@link #evidence} is built when it is asked for.
 */
public interface Expert {
    /** Takes the next closed bar. */
    void onBar(Bar bar);

    /**
     * Tells whether it has an opinion at the last bar: it is warmed up, all its numbers are finite,
     * and what it looks for is there.
     */
    boolean isAwake();

    /** The opinion, from -1, down, to 1, up; 0 while asleep. */
    double score();

    /** How reliable the expert thinks its opinion is, 0 to 1, uncalibrated; 0 while asleep. */
    double reliability();

    /** The bars until it can wake up. */
    int warmUpBars();

    /** The figures that the opinion rests on; empty while asleep. */
    List<Reason> evidence();
}
