package dev.keel.venues.metatrader.install;

import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Message;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import dev.keel.venues.metatrader.mailbox.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at a mailbox from outside, step by step, and says what to do about the first thing that is
 * missing. Changes nothing, and can look while Keel trades.
 */
public final class TerminalDoctor {
    private static final Duration BETWEEN_SNAPS = Duration.ofSeconds(3);
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private final InstantSource clock;

    public TerminalDoctor(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Examines; blocks for some seconds to see whether the terminal lives.
     *
     * @param platform {@code mt4} or {@code mt5}
     */
    public List<Finding> examine(
            Path mailbox, PairingKey key, String platform, long login, String server) {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(mailbox)) {
            findings.add(failed("folder", "the mailbox is not there: run the installer"));
            return findings;
        }
        if (!Files.isWritable(mailbox)) {
            findings.add(failed("folder", "the mailbox cannot be written to by this user"));
            return findings;
        }
        findings.add(passed("folder", "the mailbox is there and can be written to"));
        Message.Reading hello = Message.read(mailbox.resolve("hello.msg"), key);
        switch (hello) {
            case Message.Reading.Absent() ->
                    findings.add(
                            failed(
                                    "expert advisor",
                                    "it has never run here: drag Keel onto a chart, and allow"
                                            + " algo trading"));
            case Message.Reading.Unreadable(var why) ->
                    findings.add(
                            failed(
                                    "pairing key",
                                    "what the Expert Advisor wrote cannot be read ("
                                            + why
                                            + "): enter the same key in its inputs"));
            case Message.Reading.Read(var message) ->
                    greeted(message.head(), mailbox, key, platform, login, server, findings);
        }
        return findings;
    }

    private void greeted(
            Row hello,
            Path mailbox,
            PairingKey key,
            String platform,
            long login,
            String server,
            List<Finding> findings) {
        try {
            findings.add(passed("pairing key", "both ends have the same"));
            findings.add(identity(hello, platform, login, server));
            findings.add(
                    passed(
                            "terminal",
                            hello.text("company")
                                    + ", build "
                                    + hello.number("build")
                                    + ", "
                                    + hello.text("mode")
                                    + ", "
                                    + (hello.flag("demo") ? "demo" : "real money")));
            Message first = snap(mailbox, key);
            if (!lives(mailbox, key, first.head().number("n"))) {
                findings.add(
                        failed(
                                "alive",
                                "the Expert Advisor is silent: is the terminal running, and the"
                                        + " EA on a chart?"));
                return;
            }
            findings.add(passed("alive", "the Expert Advisor reports"));
            permissions(snap(mailbox, key).head(), findings);
        } catch (GarbledException e) {
            findings.add(failed("protocol", String.valueOf(e.getMessage())));
        }
    }

    private static Finding identity(Row hello, String platform, long login, String server) {
        if (hello.number("protocol") != 1) {
            return failed("protocol", "install the Expert Advisor that comes with this Keel");
        }
        boolean isMeant =
                hello.text("platform").equals(platform)
                        && hello.number("login") == login
                        && hello.text("server").equals(server);
        String is =
                hello.text("platform")
                        + " "
                        + hello.number("login")
                        + " at "
                        + hello.text("server");
        return isMeant
                ? passed("account", is)
                : failed(
                        "account",
                        "must be " + platform + " " + login + " at " + server + ", is " + is);
    }

    private static Message snap(Path mailbox, PairingKey key) {
        if (Message.read(mailbox.resolve("snap.msg"), key)
                instanceof Message.Reading.Read(var message)) {
            return message;
        }
        throw new GarbledException("snap.msg must be there and genuine, was not");
    }

    private static boolean lives(Path mailbox, PairingKey key, long before) {
        long end = System.nanoTime() + BETWEEN_SNAPS.toNanos();
        while (System.nanoTime() < end) {
            boolean isNew =
                    Message.read(mailbox.resolve("snap.msg"), key)
                                    instanceof Message.Reading.Read(var message)
                            && message.head().number("n") != before;
            if (isNew) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    private void permissions(Row snap, List<Finding> findings) {
        findings.add(
                check(
                        snap.flag("connected"),
                        "connection",
                        "the terminal is connected to the broker",
                        "the terminal is not connected to the broker: look at its lower right"
                                + " corner"));
        findings.add(
                check(
                        snap.flag("terminalTrade") && snap.flag("eaTrade"),
                        "algo trading",
                        "allowed",
                        "press the button Algo Trading (AutoTrading in MetaTrader 4), and allow it"
                                + " in the EA's properties"));
        findings.add(
                check(
                        snap.flag("accountTrade") && snap.flag("accountEaTrade"),
                        "account",
                        "may trade by Expert Advisors",
                        "the broker does not let this account trade by Expert Advisors: an investor"
                                + " password is read-only"));
        Duration offset =
                Duration.between(clock.instant(), Instant.ofEpochMilli(snap.number("gmt")));
        findings.add(
                offset.abs().compareTo(CLOCK) <= 0
                        ? passed("clock", "differs by " + offset.toMillis() + " ms")
                        : new Finding(
                                "clock",
                                Grade.WARNING,
                                "the terminal's computer differs by "
                                        + offset.toSeconds()
                                        + " s: set its clock by the network"));
    }

    private static Finding check(boolean isGood, String name, String good, String advice) {
        return isGood ? passed(name, good) : failed(name, advice);
    }

    private static Finding passed(String name, String words) {
        return new Finding(name, Grade.PASSED, words);
    }

    private static Finding failed(String name, String words) {
        return new Finding(name, Grade.FAILED, words);
    }
}
