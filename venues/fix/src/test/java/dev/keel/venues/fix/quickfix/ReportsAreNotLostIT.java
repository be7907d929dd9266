package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine would refuse or forget of what comes in, and what is done about it. */
@Execution(ExecutionMode.CONCURRENT)
class ReportsAreNotLostIT {
    /** The engine would refuse it, use up its number and log out. */
    @Test
    void aReportWithAWrongClockArrives() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.peer.sendAt(
                    Instant.now().minusSeconds(600), "8", rig.peer.next(), "", Rigs.fill("E1"));
            rig.peer.next(rig.peer.next() + 1);

            assertThat(rig.heard.message().get(17)).contains("E1");
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    /** Each of them the engine would refuse, and the report would be gone. */
    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void aReportThatIsOddArrives(FixVersion version) {
        List<List<String>> odd =
                List.of(
                        List.of("a tag that is not in the standard", "8", "150=F|4321=x"),
                        List.of("a tag of the venue's own", "8", "150=F|25035=1|9999=x"),
                        List.of("a value that is not in the standard", "8", "150=z|39=Z|59=x"),
                        List.of("a fill without most of its fields", "8", "150=F"),
                        List.of("a field without a value", "8", "150=F|58="),
                        List.of("a number that is none", "8", "150=F|151=abc"),
                        List.of("a tag that comes twice", "8", "150=F|58=a|58=b"),
                        List.of("a group that is too short", "8", "150=F|453=3|448=x|447=D"),
                        List.of("a group without its first field", "8", "150=F|453=1|452=1"),
                        List.of(
                                "a group that is not in the dictionary",
                                "8",
                                "9001=2|9002=a|9002=b"),
                        List.of("a field of the header in the body", "8", "150=F|115=X|58=a"),
                        List.of("a type that nobody knows", "UX", "58=a"),
                        List.of("a reject with a stray field", "j", "45=2|372=H|380=3|1137=9"));
        try (Rigs rig = Rigs.loggedOn(version)) {
            for (List<String> row : odd) {
                rig.peer.send(row.get(1), "17=" + row.get(0) + "|" + row.get(2));

                assertThat(rig.heard.message().get(17)).contains(row.get(0));
            }
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    @Test
    void aReportThatWasNotTakenOverComesAgain() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            AtomicInteger tries = new AtomicInteger();
            rig.heard.before(_ -> {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("the database is away");
                }
            });
            int number = rig.peer.next();
            rig.peer.send("8", Rigs.fill("E1"));
            rig.peer.send("0", "");
            FixMessage request = rig.peer.read("2");
            repeat(rig, number, "E1");

            FixMessage report = rig.heard.message();

            assertThat(request.get(7)).contains(Integer.toString(number));
            assertThat(report.get(17)).contains("E1");
            assertThat(report.get(43)).contains("Y");
            assertThat(rig.peer.settle()).isEmpty();
            assertThat(rig.transport.numbers().target()).isEqualTo(rig.peer.next());
        }
    }

    @Test
    void aReportThatIsNeverTakenOverIsPutAsideAndTold() {
        MemorySessionJournal journal = new MemorySessionJournal();
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44, journal)) {
            rig.heard.before(message -> {
                if (message.get(17).orElse("").equals("POISON")) {
                    throw new AssertionError("cannot be booked");
                }
            });
            int number = rig.peer.next();
            rig.peer.send("8", Rigs.fill("POISON"));
            rig.peer.send("8", Rigs.fill("E2"));
            rig.peer.read("2");
            repeatBoth(rig, number);
            rig.peer.read("2");
            repeatBoth(rig, number);

            assertThat(rig.heard.message().get(17)).contains("E2");
            assertThat(rig.heard.await("refused")).startsWith("refused 8 POISON 3 times");
            assertThat(journal.parked()).hasSize(1);
            assertThat(journal.parked().getFirst().body()).contains("17=POISON");
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    @Test
    void aRepetitionOfWhatWasTakenOverIsDropped() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            int number = rig.peer.next();
            rig.peer.send("8", Rigs.fill("E1"));
            rig.heard.message();
            rig.peer.send("8", number, "43=Y|122=20260102-10:00:00.000", Rigs.fill("E1"));
            rig.peer.send("8", rig.peer.next(), "97=Y", Rigs.fill("E1"));
            rig.peer.next(rig.peer.next() + 1);

            FixMessage again = rig.heard.message();

            assertThat(again.get(97))
                    .as("with a number of its own it is ours to judge")
                    .contains("Y");
            assertThat(rig.peer.settle()).isEmpty();
            assertThat(rig.heard.hasMessage()).isFalse();
        }
    }

    @Test
    void whatCameBeforeItsTurnIsHeldAndDeliveredInOrder() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            int number = rig.peer.next();
            rig.peer.next(number + 1);
            rig.peer.send("8", Rigs.fill("LATER"));
            FixMessage request = rig.peer.read();
            rig.peer.send("8", number, "43=Y|122=20260102-10:00:00.000", Rigs.fill("FIRST"));

            assertThat(request.type()).isEqualTo("2");
            assertThat(rig.heard.message().get(17)).contains("FIRST");
            assertThat(rig.heard.message().get(17)).contains("LATER");
        }
    }

    /** Nothing in the profile makes the engine refuse it, but it could: then somebody must hear. */
    @Test
    void whatOurOwnEngineRefusesIsTold() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.peer.send("8", rig.peer.next(), "43=Y|122=20990102-10:00:00.000", Rigs.fill("E1"));

            assertThat(rig.heard.await("refused")).startsWith("refused 8 E1 ");
            assertThat(rig.peer.read().type()).isEqualTo("3");
        }
    }

    private static void repeat(Rigs rig, int number, String execution) {
        String header = "43=Y|122=20260102-10:00:00.000";
        rig.peer.send("8", number, header, Rigs.fill(execution));
        rig.peer.send("4", number + 1, header, "123=Y|36=" + rig.peer.next());
    }

    private static void repeatBoth(Rigs rig, int number) {
        String header = "43=Y|122=20260102-10:00:00.000";
        rig.peer.send("8", number, header, Rigs.fill("POISON"));
        rig.peer.send("8", number + 1, header, Rigs.fill("E2"));
    }
}
