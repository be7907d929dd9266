package dev.keel.venues.metatrader.terminal;

import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the right terminal is at the other end, alive and allowed to trade. For one thread. */
public final class Link {
    /** Silence for longer makes everything that was heard stale. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** What cannot be read for longer never will be. */
    private static final Duration UNREADABLE = Duration.ofSeconds(2);

    private final Identity identity;
    private final TreeSet<Long> epochs = new TreeSet<>();
    private @Nullable Row hello;
    private @Nullable Message snap;
    private @Nullable TerminalClock clock;
    private @Nullable Instant freshAt;
    private @Nullable Instant unreadableSince;
    private boolean isTorn;

    Link(Identity identity) {
        this.identity = identity;
    }

    /**
     * Looks at the greeting and the latest snapshot.
     *
     * @return whether there is a new snapshot
     */
    boolean look(Mailbox mailbox, Instant now) {
        return switch (mailbox.snap()) {
            case Message.Reading.Absent() -> {
                unreadableSince = null;
                yield false;
            }
            case Message.Reading.Unreadable _ -> {
                unreadableSince = unreadableSince == null ? now : unreadableSince;
                yield false;
            }
            case Message.Reading.Read(var latest) -> {
                unreadableSince = null;
                yield taken(mailbox, latest, now);
            }
        };
    }

    private boolean taken(Mailbox mailbox, Message latest, Instant now) {
        try {
            return take(mailbox, latest, now);
        } catch (GarbledException e) {
            return false;
        }
    }

    /**
     * Whether there are snapshots that were not made with our key: one that is only being written
     * can be read soon.
     */
    public boolean isForeign(Instant now) {
        return unreadableSince != null && now.isAfter(unreadableSince.plus(UNREADABLE));
    }

    private boolean take(Mailbox mailbox, Message latest, Instant now) {
        Row head = latest.head().typed("snap");
        long epoch = head.number("epoch");
        Message before = snap;
        if (before != null
                && before.head().number("epoch") == epoch
                && before.head().number("n") == head.number("n")) {
            return false;
        }
        boolean isNewEpoch = before == null || before.head().number("epoch") != epoch;
        if (isNewEpoch && (!epochs.add(epoch) || epochs.last() != epoch)) {
            isTorn = true;
        }
        if (hello == null || isNewEpoch || hello.number("epoch") != epoch) {
            readHello(mailbox);
        }
        snap = latest;
        clock = new TerminalClock(now, head.number("serverTime"), head.number("gmt"));
        // What was there already when we came may be old: only a change shows that somebody lives.
        freshAt = before == null ? null : now;
        return true;
    }

    private void readHello(Mailbox mailbox) {
        if (mailbox.hello() instanceof Message.Reading.Read(var message)) {
            hello = message.head().typed("hello");
        }
    }

    /** What keeps the terminal's words from being believed, in words; empty if nothing does. */
    public Optional<String> silence(Instant now) {
        if (snap == null || hello == null) {
            return Optional.of("no Expert Advisor has written to the mailbox with this key");
        }
        Row head = snap.head();
        Optional<String> wrong = identity.refuses(hello).or(() -> identity.refusesAccount(head));
        if (wrong.isPresent()) {
            return wrong;
        }
        if (isTorn) {
            return Optional.of("two Expert Advisors write to the mailbox: leave one");
        }
        if (freshAt == null || now.isAfter(freshAt.plus(FRESH))) {
            return Optional.of(
                    "the Expert Advisor is silent: is the terminal running, and the EA on a chart?");
        }
        return snap.head().flag("connected")
                ? Optional.empty()
                : Optional.of("the terminal is not connected to the broker");
    }

    /** What keeps the terminal from trading, in words; empty if nothing does. */
    public Optional<String> obstacle(Instant now) {
        return silence(now).or(this::forbidden);
    }

    private Optional<String> forbidden() {
        Row head = latest();
        if (!head.flag("terminalTrade")) {
            return Optional.of("algo trading is switched off in the terminal");
        }
        if (!head.flag("eaTrade")) {
            return Optional.of("algo trading is not allowed for the Expert Advisor");
        }
        if (!head.flag("accountTrade")) {
            return Optional.of("the broker does not let this account trade");
        }
        if (!head.flag("accountEaTrade")) {
            return Optional.of("the broker does not let Expert Advisors trade on this account");
        }
        return head.number("serverTime") == 0
                ? Optional.of("the broker's time is not known yet: no quote has come")
                : Optional.empty();
    }

    /** The latest snapshot; only what it says of what is held may be old. */
    public Message snapshot() {
        if (snap == null) {
            throw new IllegalStateException("the terminal must have been heard, was not");
        }
        return snap;
    }

    /** The latest snapshot's first line. */
    public Row latest() {
        return snapshot().head();
    }

    public Optional<Row> hello() {
        return Optional.ofNullable(hello);
    }

    public boolean wasHeard() {
        return snap != null && hello != null;
    }

    public TerminalClock clock() {
        if (clock == null) {
            throw new IllegalStateException("the terminal must have been heard, was not");
        }
        return clock;
    }
}
