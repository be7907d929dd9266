package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.FixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuickFixTransportIT {
    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void logsOnSendsAndHears(FixVersion version) {
        Heard heard = new Heard();
        try (RawPeer peer = new RawPeer(version);
                QuickFixTransport transport =
                        Rigs.open(
                                Rigs.profile(version, peer.port()),
                                MessageStoreProvider.inMemory(),
                                heard)) {
            transport.start();
            FixMessage logon = peer.logOn();
            heard.await("logon");

            Sending sending = transport.send(Rigs.order("42"));
            FixMessage order = peer.read();
            peer.send("8", "37=V1|17=E1|11=42|150=0|39=0|55=TEST|54=1|151=1|14=0|6=0|9999=own");
            FixMessage report = heard.message();

            assertThat(logon.type()).isEqualTo("A");
            assertThat(logon.get(52).orElseThrow()).matches("\\d{8}-\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
            assertThat(sending).isEqualTo(new Sending.Handed(2));
            assertThat(order.type()).isEqualTo("D");
            assertThat(order.get(34)).contains("2");
            assertThat(order.get(11)).contains("42");
            assertThat(report.get(17)).contains("E1");
            assertThat(report.get(9999)).contains("own");
        }
    }
}
