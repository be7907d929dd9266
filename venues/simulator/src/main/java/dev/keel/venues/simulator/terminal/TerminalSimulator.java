package dev.keel.venues.simulator.terminal;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A terminal with its broker. For any number of threads. */
public final class TerminalSimulator implements BrokerSide {
    private static final Duration TURN = Duration.ofMillis(3);

    private final ReentrantLock lock = new ReentrantLock();
    private final Mischief mischief = new Mischief();
    private final Broker broker;
    private final Wire wire;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final AtomicLong failedTurns = new AtomicLong();
    private Advisor advisor;

    /**
     * What is simulated.
     *
     * @param zone how far the broker's wall clock is ahead of UTC
     */
    public record Setup(
            TerminalKind kind,
            Path mailbox,
            long login,
            String server,
            String currency,
            Duration zone) {}

    /**
     * Starts the terminal, with the Expert Advisor on a chart and money on the account.
     *
     * @param pairingKey 32 bytes
     */
    public TerminalSimulator(Setup setup, byte[] pairingKey, InstantSource clock) {
        this.clock = clock;
        this.broker = new Broker(setup.kind(), () -> serverTime(setup));
        this.wire = new Wire(pairingKey);
        this.advisor = advisor(setup);
        broker.symbols.put(
                "KEEL.m",
                new Symbol("KEEL.m", "XKL", setup.currency(), 2, "10", "0.01", 0, "100", "100.1"));
        broker.symbols.put(
                "EURUSD.m",
                new Symbol(
                        "EURUSD.m", "EUR", "USD", 5, "100000", "0.01", 20, "1.10000", "1.10010"));
        broker.symbols.put(
                "USDJPY.m",
                new Symbol(
                        "USDJPY.m", "USD", "JPY", 3, "100000", "0.01", 20, "150.000", "150.010"));
        broker.move(new BigDecimal("100000"), "balance");
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("terminal-", 0).factory());
        start();
        var _ = timer.scheduleWithFixedDelay(this::turn, 0, TURN.toNanos(), TimeUnit.NANOSECONDS);
    }

    private long serverTime(Setup setup) {
        return clock.millis()
                + setup.zone().toMillis()
                + mischief.ahead.toMillis()
                + mischief.jump.toMillis();
    }

    private Advisor advisor(Setup setup) {
        return new Advisor(
                setup.mailbox(),
                wire,
                broker,
                mischief,
                clock,
                new Advisor.Terms(
                        setup.login(),
                        setup.server(),
                        setup.currency(),
                        true,
                        setup.zone().toMillis()));
    }

    private void turn() {
        try {
            act(() -> {
                advisor.tick();
                return true;
            });
        } catch (UncheckedIOException e) {
            // The other side took a file away while it was being read: the next turn finds out.
            failedTurns.incrementAndGet();
        }
    }

    /** How often a file was gone or locked when the terminal came to it. */
    public long failedTurns() {
        return failedTurns.get();
    }

    /** Starts the Expert Advisor again after it died. */
    public void start() {
        act(advisor::start);
    }

    /** Kills the terminal. */
    public void kill() {
        act(() -> {
            advisor.stop();
            return true;
        });
    }

    /** Kills the terminal when it comes to this step. */
    public void dieAt(Step step) {
        act(() -> {
            mischief.deathAt = step;
            return true;
        });
    }

    public boolean isRunning() {
        return act(() -> advisor.isRunning());
    }

    /** Another account is logged in: the Expert Advisor goes on with another mailbox. */
    public void switchAccount(Setup other) {
        act(() -> {
            advisor.stop();
            advisor = advisor(other);
            return advisor.start();
        });
    }

    /**
     * Puts the Expert Advisor on another chart too.
     *
     * @return whether the second one works
     */
    public boolean startSecond(Setup setup) {
        return act(() -> {
            Advisor second = advisor(setup);
            boolean works = second.start();
            second.stop();
            return works;
        });
    }

    /** Has a trade request come back with this code, done or not. */
    public void answerNext(String code, boolean isDone) {
        act(() -> mischief.tricks.add(new Mischief.Trick(code, isDone, null)));
    }

    /** Has the next market order be filled in part. */
    public void fillAtMost(BigDecimal volume) {
        act(() -> mischief.tricks.add(new Mischief.Trick(broker.codes.partial(), true, volume)));
    }

    public void connected(boolean isConnected) {
        act(() -> {
            mischief.links += isConnected ? 0 : 1;
            mischief.isConnected = isConnected;
            return true;
        });
    }

    public void allowTrading(boolean isAllowed) {
        act(() -> {
            mischief.isAllowed = isAllowed;
            return true;
        });
    }

    public void blankComments(boolean isBlanking) {
        act(() -> {
            mischief.isBlanking = isBlanking;
            return true;
        });
    }

    public void cutComments(boolean isCutting) {
        act(() -> {
            mischief.isCutting = isCutting;
            return true;
        });
    }

    public void doubleEvents(boolean isDoubling) {
        act(() -> {
            mischief.isDoubling = isDoubling;
            return true;
        });
    }

    /** Sets the clock of the terminal's computer, and with it all that it stamps. */
    public void setComputerAhead(Duration by) {
        act(() -> {
            mischief.ahead = by;
            return true;
        });
    }

    /** Moves the broker's wall clock. */
    public void jumpClock(Duration by) {
        act(() -> {
            mischief.jump = mischief.jump.plus(by);
            return true;
        });
    }

    /** Sets the tab Account History to show nothing of before now. */
    public void hideHistory() {
        act(() -> {
            mischief.hiddenBefore = broker.now() + 1;
            return true;
        });
    }

    public void showHistory() {
        act(() -> {
            mischief.hiddenBefore = 0L;
            return true;
        });
    }

    /** What a person, or the broker, does to the oldest position of a symbol. */
    public void closeByHand(String symbol, BigDecimal volume) {
        act(() -> broker.close(oldest(symbol).ticket, volume, Held.Mark.BY_HAND));
    }

    /** The broker closes the oldest position of a symbol for want of margin. */
    public void stopOut(String symbol) {
        act(() -> {
            Held position = oldest(symbol);
            return broker.close(
                    position.ticket,
                    position.volume,
                    new Held.Mark(position.magic, position.comment, "so"));
        });
    }

    /** A person buys or sells at the market. */
    public void tradeByHand(String symbol, Side side, BigDecimal volume) {
        act(() -> broker.market(broker.symbol(symbol), side, volume, "return", Held.Mark.BY_HAND));
    }

    /** Charges a swap, an interest, or whatever else the terminal calls money without a trade. */
    public void charge(BigDecimal amount, String what) {
        act(() -> {
            broker.move(amount, what);
            return true;
        });
    }

    /** How many open positions or tickets there are. */
    public int positions() {
        return act(() -> broker.held.size());
    }

    /** The stop-losses of open positions, oldest first; 0 where there is none. */
    public List<BigDecimal> stops() {
        return act(() -> broker.held.stream().map(one -> one.stop).toList());
    }

    private Held oldest(String symbol) {
        return broker.held.stream()
                .filter(one -> one.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is held of " + symbol));
    }

    @Override
    public void quote(InstrumentId instrument, BigDecimal bid, BigDecimal ask) {
        act(() -> {
            Symbol symbol = symbol(instrument);
            broker.quote(symbol, bid, ask);
            advisor.tick(symbol);
            return true;
        });
    }

    private Symbol symbol(InstrumentId instrument) {
        String plain = instrument.symbol().replace("/", "");
        return broker.symbols.containsKey(plain)
                ? broker.symbol(plain)
                : broker.symbol(plain + Symbol.SUFFIX);
    }

    @Override
    public List<BrokerOrder> orders() {
        return act(broker.deeds::shown);
    }

    @Override
    public void fill(String clientId, BigDecimal quantity, BigDecimal price) {
        act(() -> {
            Deeds.Deed deed = deed(clientId);
            if (deed.level.isEmpty()) {
                Waiting order = waiting(deed);
                if (broker.kind.isPool() && quantity.compareTo(order.left) < 0) {
                    throw new UnsupportedOperationException(
                            "MetaTrader 4 fills an order whole or not at all");
                }
                broker.fill(order, quantity, price);
            } else {
                Held position = position(deed);
                broker.deeds.levelHit(position.ticket, deed.level, quantity);
                broker.closeAt(
                        position,
                        quantity,
                        price,
                        new Held.Mark(position.magic, position.comment, deed.level));
            }
            return true;
        });
    }

    private Deeds.Deed deed(String clientId) {
        return broker.deeds
                .latest(clientId)
                .filter(Deeds.Deed::isOpen)
                .orElseThrow(
                        () -> new IllegalArgumentException("order " + clientId + " does not work"));
    }

    private Waiting waiting(Deeds.Deed deed) {
        return deed.tickets.stream()
                .flatMap(ticket -> broker.waiting(ticket).stream())
                .findFirst()
                .orElseThrow();
    }

    private Held position(Deeds.Deed deed) {
        return deed.tickets.stream()
                .flatMap(ticket -> broker.held(ticket).stream())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void cancel(String clientId) {
        act(() -> {
            Deeds.Deed deed = deed(clientId);
            if (deed.level.isEmpty()) {
                broker.end(waiting(deed), "canceled");
            } else {
                broker.level(position(deed).ticket, deed.level, BigDecimal.ZERO);
                deed.state = BrokerOrder.State.CANCELED;
            }
            return true;
        });
    }

    @Override
    public String placeByHand(
            InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal limit) {
        return act(() -> {
            Symbol market = symbol(instrument);
            boolean isCrossing =
                    side == Side.BUY
                            ? limit.compareTo(market.ask) >= 0
                            : limit.compareTo(market.bid) <= 0;
            Reply reply =
                    isCrossing
                            ? broker.market(market, side, quantity, "return", Held.Mark.BY_HAND)
                            : broker.pending(
                                    market,
                                    side,
                                    "limit",
                                    quantity,
                                    limit,
                                    BigDecimal.ZERO,
                                    0,
                                    Held.Mark.BY_HAND);
            broker.deeds.add(Deeds.Deed.byHand(market.id(), side, quantity, reply, isCrossing));
            return Long.toString(reply.order());
        });
    }

    /** MetaTrader knows no such thing: a trade stands, or is corrected by money. */
    @Override
    public void bust(String clientId) {
        throw new UnsupportedOperationException("MetaTrader takes back no trades");
    }

    @Override
    public void move(String asset, BigDecimal amount) {
        charge(amount, "balance");
    }

    @Override
    public BigDecimal balance(String asset) {
        return act(() -> broker.balance);
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return act(() -> broker.position(symbol(instrument).name));
    }

    @Override
    public Set<WireFault> faults() {
        return EnumSet.of(
                WireFault.LOST_BEFORE,
                WireFault.DROPPED_AFTER,
                WireFault.HANGS_AFTER,
                WireFault.STALLED_BODY,
                WireFault.CUT_BODY,
                WireFault.EMPTY_BODY,
                WireFault.VENUE_UNKNOWN,
                WireFault.VENUE_REFUSES,
                WireFault.VENUE_UNLISTED_CODE,
                WireFault.VENUE_LATE,
                WireFault.DELAYED);
    }

    @Override
    public void inject(WireFault fault, Ask ask, int times) {
        act(() -> {
            mischief.inject(fault, seen(ask), times);
            return true;
        });
    }

    /** One question asks for a whole statement. */
    private static Ask seen(Ask ask) {
        return switch (ask) {
            case OPEN_ORDERS, HISTORY, HOLDINGS -> Ask.HISTORY;
            case SUBMIT, CANCEL, QUERY, OTHER -> ask;
        };
    }

    @Override
    public int received(Ask ask) {
        return act(() -> mischief.received(seen(ask)));
    }

    @Override
    public List<String> wire() {
        return act(() -> List.copyOf(advisor.read));
    }

    /** Events are lost with the link to the broker, and the terminal counts how often it was. */
    @Override
    public void streams(boolean up) {
        act(() -> {
            mischief.links += up && !mischief.isStreaming ? 1 : 0;
            mischief.isStreaming = up;
            return true;
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        kill();
    }

    private <T> T act(Callable<T> work) {
        lock.lock();
        try {
            return work.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }
}
