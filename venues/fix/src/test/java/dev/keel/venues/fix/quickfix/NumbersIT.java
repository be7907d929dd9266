package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Numbers;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The two sides' numbers, and what happens where they do not agree. */
@Execution(ExecutionMode.CONCURRENT)
class NumbersIT {
    private static final String REPEATED = "43=Y|122=20260102-10:00:00.000";

    @Test
    void aReportThatWasMissedWhileAwayIsAskedFor() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.reopen();
            int missed = rig.peer.next();
            rig.peer.next(missed + 1);
            rig.transport.start();
            rig.peer.logOn();
            FixMessage request = rig.peer.read("2");
            rig.peer.send("8", missed, REPEATED, Rigs.fill("E1"));
            rig.peer.send("4", missed + 1, REPEATED, "123=Y|36=" + rig.peer.next());

            assertThat(request.get(7)).contains(Integer.toString(missed));
            assertThat(rig.heard.message().get(17)).contains("E1");
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    /** Where a venue wants it so, only questions to the venue bring back what was missed. */
    @Test
    void aFreshLogonAsksForNothing() {
        MemorySessionJournal journal = new MemorySessionJournal();
        try (Rigs rig = Rigs.idle(FixVersion.FIX44, journal, Sequencing.FRESH)) {
            for (int i = 0; i < 2; i++) {
                if (i == 0) {
                    rig.transport.start();
                }
                FixMessage logon = rig.peer.accept();
                rig.peer.next(1);
                rig.peer.send("A", "98=0|108=20|141=Y");
                rig.heard.await("logon");

                assertThat(logon.get(141)).contains("Y");
                assertThat(logon.get(34)).contains("1");
                assertThat(rig.peer.settle()).isEmpty();
                rig.peer.drop();
                rig.heard.await("logout");
            }
        }
    }

    @Test
    void aScheduledResetHappensAtTheNextLogonAndNotBefore() {
        MemorySessionJournal journal = new MemorySessionJournal();
        Sequencing daily =
                new Sequencing(
                        new Sequencing.Reset.Scheduled(
                                ZoneOffset.UTC, LocalTime.MIDNIGHT, Optional.empty()),
                        Sequencing.NextExpected.NOT_SAID,
                        0);
        try (Rigs rig = Rigs.idle(FixVersion.FIX44, journal, daily)) {
            rig.transport.start();
            rig.peer.logOn();
            rig.heard.await("logon");
            rig.clock.advance(Duration.ofDays(1));
            rig.peer.settle();
            int whileLoggedOn = rig.transport.numbers().sender();
            rig.peer.drop();
            rig.peer.next(1);
            FixMessage logon = rig.peer.logOn();

            assertThat(whileLoggedOn).isEqualTo(3);
            assertThat(logon.get(34)).contains("1");
            assertThat(logon.get(141)).isEmpty();
        }
    }

    @Test
    void aNumberThatIsTooLowHaltsTheSessionUntilAPersonDecides() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.peer.settle();
            assertThatThrownBy(() -> rig.transport.resume(new Numbers(1, 1)))
                    .isInstanceOf(IllegalStateException.class);
            rig.peer.send("8", 1, "", Rigs.fill("E1"));

            assertThat(rig.peer.read("5").get(58).orElse("")).contains("too low");
            assertThat(rig.heard.await("halted")).contains("too low");
            assertThat(rig.heard.hasMessage()).isFalse();

            rig.transport.resume(new Numbers(7, 1));
            rig.peer.next(1);
            assertThat(rig.peer.logOn().get(34)).contains("7");
            rig.heard.await("logon");
        }
    }

    @Test
    void aVenueThatFindsOurNumberTooLowHaltsTheSession() {
        MemorySessionJournal journal = new MemorySessionJournal();
        try (Rigs rig = Rigs.idle(FixVersion.FIX44, journal, Sequencing.KEPT)) {
            rig.transport.start();
            rig.peer.accept();
            rig.peer.send("5", "58=MsgSeqNum too low, expecting 10 but received 1");
            rig.peer.drop();

            assertThat(rig.heard.await("halted")).contains("expecting 10");
            rig.transport.resume(new Numbers(10, 2));
            assertThat(rig.peer.logOn().get(34)).contains("10");
        }
    }

    /** The engine asks once; a request that is lost or ignored would leave it waiting for ever. */
    @Test
    void whatIsMissingForLongIsAskedForAfterANewLogon() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            int missing = rig.peer.next();
            rig.peer.next(missing + 1);
            rig.peer.send("8", Rigs.fill("E2"));
            rig.peer.read("2");
            rig.clock.advance(Duration.ofSeconds(41));
            rig.peer.send("0", "");
            FixMessage goodbye = rig.peer.read();
            rig.peer.send("5", "");
            FixMessage logon = rig.peer.logOn();
            FixMessage request = rig.peer.read("2");

            assertThat(goodbye.type()).isEqualTo("5");
            assertThat(logon.type()).isEqualTo("A");
            assertThat(request.get(7)).contains(Integer.toString(missing));
        }
    }

    @Test
    void aVenueThatNeverSendsAgainHaltsTheSession() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.peer.next(rig.peer.next() + 1);
            for (int i = 0; i < 4; i++) {
                rig.peer.send("8", Rigs.fill("E2"));
                FixMessage request = rig.peer.read("2");
                rig.peer.send("3", "45=" + request.get(34).orElseThrow() + "|372=2|58=never");
                rig.peer.read("5");
                rig.peer.drop();
                if (i < 3) {
                    rig.peer.logOn();
                }
            }

            assertThat(rig.heard.await("halted")).contains("refused to send again");
        }
    }
}
