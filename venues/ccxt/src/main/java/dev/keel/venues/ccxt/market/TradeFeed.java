package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.Instrument;
import dev.keel.venues.ccxt.stream.Told;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.PublicTrade;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public trades of one market, each told once and in order. Thread-safe.
 *
 * <p>As long as the stream is whole its trades are told as they come. At its beginning and after
 * every break they are held back until the venue was asked for what has traded since the last one
 * told, and its answer joins what is held; where it does not, that is told as a gap. While the
 * stream is away, and when it is silent, the venue is asked again and again, whatever the stream
 * says of its own health.
 */
final class TradeFeed {
    private static final Duration STALE = Duration.ofSeconds(30);
    private static final int MOST_HELD = 10_000;
    private static final int MOST_TOLD = 10_000;
    private static final int MOST_PAGES = 20;

    /** How far before its beginning is asked, to see that nothing is left out. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** No venue shows fewer trades than this if there are as many. */
    private static final int SHOWN_AT_LEAST = 50;

    /** How often an answer may not join what the stream tells before a gap is told. */
    private static final int TRIES = 3;

    private final Instrument instrument;
    private final Function<Instant, List<PublicTrade>> ask;
    private final MarketData.Listener listener;
    private final Executor executor;
    private final InstantSource clock;
    private final Instant begun;
    private final Told told = new Told(MOST_TOLD);
    private final List<PublicTrade> held = new ArrayList<>();
    private @Nullable PublicTrade last;
    private Instant heardAt;
    private boolean whole;
    private boolean asking;
    private int heldBefore;
    private int failed;

    /**
     * @param ask asks the venue for the trades since then; blocks
     */
    TradeFeed(
            Instrument instrument,
            Function<Instant, List<PublicTrade>> ask,
            MarketData.Listener listener,
            Executor executor,
            InstantSource clock) {
        this.instrument = instrument;
        this.ask = ask;
        this.listener = listener;
        this.executor = executor;
        this.clock = clock;
        // As fine as venues tell the time.
        this.begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.heardAt = begun;
    }

    /** What the stream says. */
    synchronized void heard(List<PublicTrade> trades) {
        heardAt = clock.instant();
        if (!whole && trades.stream().anyMatch(trade -> trade.id().isEmpty())) {
            unnamed(trades);
            return;
        }
        if (whole) {
            trades.forEach(this::tellStreamed);
            return;
        }
        trades.stream().filter(trade -> !trade.at().isBefore(begun)).forEach(held::add);
        if (held.size() > MOST_HELD) {
            giveUp("more trades came than are held back until the gap before them is filled");
        } else if (held.size() > heldBefore && failed == 0 && !asking) {
            asking = true;
            executor.execute(this::fill);
        }
    }

    /** Where the venue names no trade, what was missed cannot be told from what was told. */
    private void unnamed(List<PublicTrade> trades) {
        whole = true;
        trades.stream()
                .filter(trade -> !trade.at().isBefore(begun))
                .filter(trade -> last == null || trade.at().isAfter(last.at()))
                .toList()
                .forEach(this::tell);
    }

    private void tellStreamed(PublicTrade trade) {
        if (trade.at().isBefore(begun) || told.contains(trade.id())) {
            return;
        }
        PublicTrade before = last;
        if (before != null && trade.at().isBefore(before.at())) {
            listener.onGap(instrument.id(), trade.at(), "a trade was told after later ones");
            remember(trade);
            return;
        }
        tell(trade);
    }

    /** One without an id cannot be told from another. */
    private void remember(PublicTrade trade) {
        if (!trade.id().isEmpty()) {
            boolean _ = told.add(trade.id());
        }
    }

    private void tell(PublicTrade trade) {
        remember(trade);
        last = trade;
        listener.onTrade(trade);
    }

    /** The stream broke; what it tells from now on does not join what it told before. */
    synchronized void interrupted(String why) {
        if (whole) {
            listener.onGap(instrument.id(), sinceLast(), why);
        }
        whole = false;
        failed = 0;
        heldBefore = held.size();
    }

    private Instant sinceLast() {
        return last == null ? begun : last.at();
    }

    /** Looks whether something was missed; for a thread that may wait. */
    void look() {
        synchronized (this) {
            boolean silent = clock.instant().isAfter(heardAt.plus(STALE));
            if (asking || (whole && !silent)) {
                return;
            }
            asking = true;
        }
        fill();
    }

    private void fill() {
        try {
            fillByPages();
        } finally {
            synchronized (this) {
                asking = false;
            }
        }
    }

    private void fillByPages() {
        Instant since = firstAsked();
        boolean wasWhole = isWhole();
        for (int page = 0; page < MOST_PAGES; page++) {
            List<PublicTrade> answer;
            try {
                answer = ask.apply(since);
            } catch (ConnectorException e) {
                failed(String.valueOf(e.getMessage()));
                return;
            }
            if (!answered(answer, page > 0, wasWhole)) {
                return;
            }
            Instant next = answer.getLast().at().minusMillis(1);
            if (!next.isAfter(since)) {
                break;
            }
            since = next;
        }
        failed("the venue does not show all that has traded");
    }

    private synchronized boolean isWhole() {
        return whole;
    }

    /** Some venues show what is later than the time they are asked for, not what is then. */
    private synchronized Instant firstAsked() {
        return last == null ? begun.minus(BEFORE) : last.at().minusMillis(1);
    }

    private synchronized void failed(String failure) {
        if (held.size() > heldBefore) {
            tryAgain(failure);
        } else if (clock.instant().isAfter(heardAt.plus(STALE))) {
            listener.onGap(instrument.id(), sinceLast(), failure);
            heardAt = clock.instant();
        }
    }

    /**
     * @param goesOn whether it is a further page
     * @return whether there may be more before what the stream tells
     */
    private synchronized boolean answered(
            List<PublicTrade> answer, boolean goesOn, boolean wasWhole) {
        if (whole && !wasWhole) {
            return false;
        }
        boolean reachesBack = goesOn || reachesBack(answer);
        List<PublicTrade> missed = missed(answer, reachesBack);
        if (whole) {
            silent(missed, reachesBack);
            return false;
        }
        if (held.size() <= heldBefore) {
            tellAsked(missed, reachesBack);
            return false;
        }
        int joint = joint(answer);
        if (joint >= heldBefore) {
            join(missed, reachesBack, held.get(joint), joint);
            return false;
        }
        return page(answer, missed, reachesBack);
    }

    private boolean page(List<PublicTrade> answer, List<PublicTrade> missed, boolean reachesBack) {
        Instant first = held.get(heldBefore).at();
        tellAsked(
                missed.stream().filter(trade -> trade.at().isBefore(first)).toList(), reachesBack);
        if (!answer.isEmpty() && !answer.getLast().at().isAfter(first)) {
            return true;
        }
        tryAgain("the venue does not show the trades that its stream tells");
        return false;
    }

    /** Whether nothing can be missing between what was told and what an answer shows. */
    private boolean reachesBack(List<PublicTrade> answer) {
        PublicTrade before = last;
        if (before != null) {
            return answer.stream().anyMatch(one -> one.id().equals(before.id()));
        }
        return answer.size() < SHOWN_AT_LEAST || answer.getFirst().at().isBefore(begun);
    }

    /**
     * What of an answer was not told yet, in order. One that does not show the last trade told may
     * call it by another name: then only what is of a later time is sure to be another.
     */
    private List<PublicTrade> missed(List<PublicTrade> answer, boolean reachesBack) {
        PublicTrade before = last;
        return answer.stream()
                .filter(trade -> !trade.at().isBefore(begun) && !told.contains(trade.id()))
                .filter(trade ->
                        before == null
                                || trade.at().isAfter(before.at())
                                || (reachesBack && isAfter(trade, before)))
                .toList();
    }

    /** Of two trades of one time that have no numbers, the one that was not told is later. */
    private static boolean isAfter(PublicTrade trade, PublicTrade before) {
        int order = InOrder.compare(trade, before);
        return order > 0 || (order == 0 && !trade.id().isEmpty());
    }

    /** Silence alone is no gap: in many a market nobody trades for minutes. */
    private void silent(List<PublicTrade> missed, boolean reachesBack) {
        heardAt = clock.instant();
        if (!missed.isEmpty()) {
            interrupted("the stream is silent");
            tellAsked(missed, reachesBack);
        }
    }

    private void tellAsked(List<PublicTrade> missed, boolean reachesBack) {
        if (missed.isEmpty()) {
            return;
        }
        if (!reachesBack) {
            listener.onGap(
                    instrument.id(), sinceLast(), "the venue shows not all trades since then");
        }
        missed.forEach(this::tell);
    }

    /** The last of what is held that the answer shows as well; below 0 if there is none. */
    private int joint(List<PublicTrade> answer) {
        Set<String> shown = answer.stream().map(PublicTrade::id).collect(Collectors.toSet());
        for (int i = held.size() - 1; i >= 0; i--) {
            if (shown.contains(held.get(i).id())) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Up to where they meet the answer is told: a stream may tell several trades as one, and both
     * are never mixed.
     */
    private void join(
            List<PublicTrade> missed, boolean reachesBack, PublicTrade meeting, int joint) {
        int end = 0;
        while (end < missed.size() && !missed.get(end).id().equals(meeting.id())) {
            end++;
        }
        tellAsked(missed.subList(0, Math.min(end + 1, missed.size())), reachesBack);
        List<PublicTrade> rest = List.copyOf(held.subList(joint + 1, held.size()));
        streamAgain();
        rest.forEach(this::tellStreamed);
    }

    private void tryAgain(String why) {
        failed++;
        if (failed >= TRIES) {
            giveUp(why);
        }
    }

    /** What cannot be filled stays a gap; the stream is told from here on. */
    private void giveUp(String why) {
        PublicTrade before = last;
        listener.onGap(instrument.id(), sinceLast(), why);
        List<PublicTrade> rest =
                held.stream()
                        .filter(trade -> before == null || trade.at().isAfter(before.at()))
                        .toList();
        streamAgain();
        rest.forEach(this::tellStreamed);
    }

    private void streamAgain() {
        whole = true;
        held.clear();
        heldBefore = 0;
        failed = 0;
    }
}
