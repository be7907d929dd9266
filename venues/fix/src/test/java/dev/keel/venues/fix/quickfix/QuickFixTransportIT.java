package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class QuickFixTransportIT {
    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void logsOnSendsAndHears(FixVersion version) {
        try (Rigs rig = Rigs.idle(version, new MemorySessionJournal(), Sequencing.KEPT)) {
            rig.transport.start();
            FixMessage logon = rig.peer.logOn();
            rig.heard.await("logon");

            Sending sending = rig.transport.send(Rigs.order("42"));
            FixMessage order = rig.peer.read();
            rig.peer.send("8", Rigs.fill("E1"));
            FixMessage report = rig.heard.message();

            assertThat(logon.type()).isEqualTo("A");
            // Exactly three digits: a venue refuses any other number of them.
            assertThat(logon.get(52).orElseThrow()).matches("\\d{8}-\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
            assertThat(sending).isEqualTo(new Sending.Handed(2));
            assertThat(order.type()).isEqualTo("D");
            assertThat(order.get(34)).contains("2");
            assertThat(order.get(11)).contains("42");
            assertThat(report.get(17)).contains("E1");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FixVersion.class,
            names = {"FIX44", "FIX50SP2"})
    void writesGroupsAsTheyAreGiven(FixVersion version) {
        try (Rigs rig = Rigs.loggedOn(version)) {
            rig.transport.send(
                    Rigs.order("42")
                            .with(453, "2")
                            .with(448, "TRADER")
                            .with(447, "D")
                            .with(452, "11")
                            .with(802, "1")
                            .with(523, "DESK")
                            .with(803, "2")
                            .with(448, "FIRM")
                            .with(447, "D")
                            .with(452, "1")
                            .with(115, "CLIENT"));

            rig.peer.read();
            String wire = rig.peer.seen().getLast().replace('\u0001', '|');

            assertThat(wire)
                    .contains(
                            "|453=2|448=TRADER|447=D|452=11|802=1|523=DESK|803=2"
                                    + "|448=FIRM|447=D|452=1|");
            assertThat(wire.indexOf("|115=CLIENT|")).isLessThan(wire.indexOf("|11=42|"));
        }
    }

    @Test
    void refusesATagThatComesTwiceOutsideOfAGroup() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            FixMessage twice = Rigs.order("42").with(11, "43");

            assertThatThrownBy(() -> rig.transport.send(twice))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tag 11 must come once");
            assertThat(rig.transport.numbers().sender()).isEqualTo(2);
        }
    }

    @Test
    void passesOnASessionRejectOfOneOfOurs() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.transport.send(Rigs.order("42"));
            rig.peer.read();
            rig.peer.send("3", "45=2|372=D|371=55|373=5|58=no such symbol");

            FixMessage reject = rig.heard.message();

            assertThat(reject.type()).isEqualTo("3");
            assertThat(reject.get(45)).contains("2");
        }
    }

    @Test
    void saysWhyTheVenueLoggedItOut() {
        try (Rigs rig = Rigs.loggedOn(FixVersion.FIX44)) {
            rig.peer.send("5", "58=maintenance");

            assertThat(rig.heard.await("logout")).isEqualTo("logout the counterparty: maintenance");
            assertThat(rig.transport.send(Rigs.order("42"))).isInstanceOf(Sending.NotSent.class);
        }
    }
}
