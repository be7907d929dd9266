package dev.keel.sim.fault.world;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.LeaseLostException;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.venue.Venue;
import dev.keel.sim.fault.clock.Dice;
import dev.keel.sim.fault.clock.VirtualTime;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.wire.FaultyJournal;
import dev.keel.sim.fault.wire.Host;
import dev.keel.sim.fault.wire.SimulatedVenue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A process that runs Keel's own runners, from its start to its end. */
final class Instance implements Host {
    private static final int TAKE_EVERY = 2;
    private static final int RECOVER_EVERY = 3;
    private static final int MARK_EVERY = 5;

    private final String name;
    private final World world;
    private final Dice dice;
    private final Duration skew;
    private final FaultyJournal session;
    private final Journal journal;
    private final Map<AccountId, AccountRunner> runners = new TreeMap<>();
    private final Map<AccountId, SimulatedVenue> venues = new TreeMap<>();
    private boolean up = true;
    private long pausedUntil;
    private int ticks;
    private Map<AccountId, TradingSwitch> switches = Map.of();

    Instance(String name, World world, Duration skew, Dice dice) {
        this.name = name;
        this.world = world;
        this.dice = dice;
        this.skew = skew;
        MemoryJournal own = world.store().session(name, this::now);
        this.session =
                new FaultyJournal(
                        this, own, world.outage(), world.time(), world.plan(), world.oracle());
        this.journal = world.tampering().journals().apply(session);
    }

    void start() {
        later(dice.between(0, VirtualTime.SECOND), this::tick);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public Instant now() {
        return world.time().instant().plus(skew);
    }

    @Override
    public void later(long micros, Runnable work) {
        world.time().after(micros, () -> whenAwake(work));
    }

    @Override
    public boolean diesAt(CrashPoint point, AccountId account) {
        if (up && world.mayCrash(point)) {
            world.plan().crashed(point, world.oracle().states(account));
            die();
        }
        return !up;
    }

    /** Stands still for so long. */
    void pause(long micros) {
        world.chronicle().tell(() -> name + " stands still for " + micros + " us");
        pausedUntil = world.time().micros() + micros;
    }

    void wake() {
        pausedUntil = 0;
    }

    void die() {
        up = false;
        venues.values().forEach(SimulatedVenue::close);
        world.restartLater(this);
    }

    /** Stops in order: lets go of its accounts first. */
    void stop() {
        runners.values().forEach(AccountRunner::release);
        die();
    }

    Optional<AccountRunner> runner(AccountId account) {
        return Optional.ofNullable(runners.get(account));
    }

    Map<AccountId, SimulatedVenue> venues() {
        return venues;
    }

    private void whenAwake(Runnable work) {
        if (!up) {
            return;
        }
        long left = pausedUntil - world.time().micros();
        if (left > 0) {
            later(left, work);
        } else {
            work.run();
        }
    }

    private void tick() {
        ticks++;
        switches = world.switches();
        session.renew(world.accounts().getFirst());
        for (AccountId account : world.accounts()) {
            if (up) {
                look(account);
            }
        }
        if (up) {
            later(VirtualTime.SECOND, this::tick);
        }
    }

    private void look(AccountId account) {
        AccountRunner runner = runners.get(account);
        try {
            if (runner == null) {
                if (ticks % TAKE_EVERY == 0) {
                    takeUp(account);
                }
            } else if (runner.suspension().isPresent()) {
                judge(account, runner.suspension().get());
                if (ticks % RECOVER_EVERY == 0) {
                    runner.recover();
                }
            } else {
                world.oracle().runnerSound();
                runner.tend();
                if (ticks % MARK_EVERY == 0) {
                    runner.tell(new AccountCommand.Mark());
                }
            }
        } catch (JournalException e) {
            world.chronicle().tell(() -> name + " cannot have " + account + ": " + e.getMessage());
        }
    }

    private void judge(AccountId account, Throwable why) {
        if (!(why instanceof JournalException) && !(why instanceof LeaseLostException)) {
            world.oracle().runnerStopped(account, why);
        }
    }

    private void takeUp(AccountId account) {
        World.Seat seat = world.seat(account);
        VenueConnector connector =
                world.tampering()
                        .venues()
                        .apply((state, listener) -> connect(account, state, listener));
        RunnerPorts ports =
                new RunnerPorts(
                        journal,
                        connector,
                        venue -> situation(account, venue),
                        work -> later(0, work),
                        world.runnerSettings());
        boolean exists = journal.accounts().contains(account);
        AccountRunner runner;
        try {
            runner =
                    exists
                            ? AccountRunner.resume(account, ports)
                            : AccountRunner.open(
                                    new AccountCommand.Open(seat.profile(), seat.settings()),
                                    situation(),
                                    ports);
        } catch (IllegalStateException e) {
            if (exists) {
                throw e;
            }
            // Opened after all, by an append whose answer was lost.
            return;
        }
        if (!up) {
            return;
        }
        runners.put(account, runner);
        world.instruments().forEach(it -> runner.tell(new AccountCommand.ListInstrument(it)));
    }

    private Venue connect(AccountId account, AccountState state, Venue.Listener listener) {
        SimulatedVenue before = venues.get(account);
        if (before != null) {
            before.close();
        }
        SimulatedVenue venue =
                new SimulatedVenue(
                        this,
                        state.id(),
                        world.seat(account).broker(),
                        world.time(),
                        world.plan(),
                        Dice.of(world.seed(), name + "/" + account),
                        listener,
                        world.oracle(),
                        world.seat(account).table());
        venues.put(account, venue);
        return venue;
    }

    private Situation situation() {
        return new Situation(now(), world.market(), null, TradingSwitch.Enabled.INSTANCE);
    }

    private Situation situation(AccountId account, Venue venue) {
        TradingSwitch seen =
                Optional.ofNullable(switches.get(account)).orElse(TradingSwitch.Enabled.INSTANCE);
        return new Situation(now(), world.market(), venue.balanceAsOf().orElse(null), seen);
    }

    /** Whether this fault strikes the process as a whole now. */
    boolean isStruckBy(Fault fault) {
        return up && pausedUntil <= world.time().micros() && world.plan().isDue(fault, 1);
    }
}
