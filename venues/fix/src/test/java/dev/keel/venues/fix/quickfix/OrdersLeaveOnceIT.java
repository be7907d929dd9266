package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does with orders when nobody looks, and what is done about it. */
@Execution(ExecutionMode.CONCURRENT)
class OrdersLeaveOnceIT {
    /** The engine would keep it, and send it when it is asked for after the next logon. */
    @Test
    void anOrderSentWhileLoggedOutIsKeptNowhere() {
        MemorySessionJournal journal = new MemorySessionJournal();
        try (Rigs rig = Rigs.idle(FixVersion.FIX44, journal, Sequencing.KEPT)) {
            Sending beforeStart = rig.transport.send(Rigs.order("41"));
            rig.transport.start();
            Sending beforeLogon = rig.transport.send(Rigs.order("42"));
            rig.peer.logOn();
            rig.heard.await("logon");
            rig.peer.send("2", "7=1|16=0");
            FixMessage answer = rig.peer.read();

            assertThat(beforeStart).isInstanceOf(Sending.NotSent.class);
            assertThat(beforeLogon).isInstanceOf(Sending.NotSent.class);
            assertThat(journal.read(1, 100, 100)).isEmpty();
            assertThat(answer.type()).isEqualTo("4");
            assertThat(rig.peer.settle()).isEmpty();
            // The logon and the answer to a test request.
            assertThat(rig.transport.numbers().sender()).isEqualTo(3);
        }
    }

    /** What was stored as the connection broke is not sent after the next logon either. */
    @Test
    void anOrderOfALostConnectionDoesNotComeAfterTheNextLogon() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.transport.send(Rigs.order("42"));
            rig.peer.read();
            rig.peer.drop();
            rig.heard.await("logout");
            Sending whileOut = rig.transport.send(Rigs.order("43"));
            rig.peer.logOn();
            rig.heard.await("logon");
            rig.peer.send("2", "7=1|16=0");
            FixMessage answer = rig.peer.read();

            assertThat(whileOut).isInstanceOf(Sending.NotSent.class);
            assertThat(answer.type()).isEqualTo("4");
            assertThat(rig.heard.await("vetoed")).isEqualTo("vetoed D 42");
            assertThat(rig.peer.settle()).isEmpty();
            assertThat(ordersOnTheWire(rig)).isEqualTo(1);
        }
    }

    /** The engine logs any exception but one, and sends the order. */
    @Test
    void anOrderThatCannotBeCheckedDoesNotLeave() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.clock.breakDown();

            Sending sending = rig.transport.send(Rigs.order("42"));

            assertThat(sending).isInstanceOf(Sending.NotSent.class);
            assertThat(rig.transport.numbers().sender()).isEqualTo(2);
            assertThat(ordersOnTheWire(rig)).isZero();
        }
    }

    @Test
    void anOrderThatIsTooLateUsesUpNoNumber() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            Sending late =
                    rig.transport
                            .offer(Rigs.order("42"), Instant.now().minusSeconds(1))
                            .toCompletableFuture()
                            .join();
            Sending next = rig.transport.send(Rigs.order("43"));

            assertThat(late).isEqualTo(new Sending.NotSent(OutboundGate.TOO_LATE));
            assertThat(next).isEqualTo(new Sending.Handed(2));
            assertThat(rig.peer.read().get(11)).contains("43");
        }
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void aGapFillAnswersForAnOrderThatIsAskedForAgain(FixVersion version) {
        try (Rigs rig = Rigs.loggedOn(version)) {
            rig.transport.send(Rigs.order("42"));
            rig.peer.read();
            rig.peer.send("2", "7=2|16=0");
            FixMessage answer = rig.peer.read();

            assertThat(answer.type()).isEqualTo("4");
            assertThat(answer.get(34)).contains("2");
            assertThat(answer.get(43)).contains("Y");
            assertThat(answer.get(123)).contains("Y");
            assertThat(answer.get(36)).contains("3");
            assertThat(rig.heard.await("vetoed")).isEqualTo("vetoed D 42");
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"D", "F", "G", "q", "E", "XCN", "UZ"})
    void nothingThatChangesAnOrderIsSentAgain(String type) {
        assertThat(Resending.isAllowed(type)).isFalse();
    }

    /**
     * A question may be repeated, the orders around it are not; and the last gap fill begins where
     * the question ended, else the other side would ask for ever.
     */
    @Test
    void onlyQuestionsAreRepeated() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.transport.send(Rigs.order("42"));
            rig.transport.send(FixMessage.of("H").with(11, "42").with(55, "TEST").with(54, "1"));
            rig.transport.send(Rigs.order("43"));
            rig.peer.read();
            rig.peer.read();
            rig.peer.read();
            rig.peer.send("2", "7=1|16=0");

            List<FixMessage> answers = List.of(rig.peer.read(), rig.peer.read(), rig.peer.read());

            assertThat(answers)
                    .extracting(
                            FixMessage::type, m -> m.get(34).orElse(""), m -> m.get(36).orElse(""))
                    .containsExactly(
                            tuple("4", "1", "3"), tuple("H", "3", ""), tuple("4", "4", "5"));
            assertThat(answers.get(1).get(43)).contains("Y");
            assertThat(rig.peer.settle()).isEmpty();
        }
    }

    private static long ordersOnTheWire(Rigs rig) {
        return rig.peer.seen().stream().filter(raw -> raw.contains("\u000135=D\u0001")).count();
    }
}
