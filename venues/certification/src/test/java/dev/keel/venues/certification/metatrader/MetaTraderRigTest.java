package dev.keel.venues.certification.metatrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetaTraderRigTest {
    @ParameterizedTest
    @EnumSource(TerminalKind.class)
    void rigConnectsLooksTheAccountOverAndReconnects(TerminalKind kind) {
        try (Rig rig = new MetaTraderRig(kind)) {
            assertThat(rig.connection().preflight().passed()).isTrue();
            assertThat(rig.instrument().rules().tick().value()).isEqualByComparingTo("0.01");
            assertThat(rig.broker().balance("USD")).isEqualByComparingTo(new BigDecimal("100000"));

            assertThat(rig.reconnect().instruments()).containsExactly(rig.instrument());
        }
    }

    @Test
    void factoryBuildsWhatItNamesAndNothingElse() {
        MetaTraderRigs rigs = new MetaTraderRigs();

        assertThat(rigs.variants(MetaTraderConnector.MT5, InstrumentKind.LINEAR))
                .containsExactly("hedging", "netting")
                .allSatisfy(variant -> {
                    try (Rig rig =
                            rigs.build(MetaTraderConnector.MT5, InstrumentKind.LINEAR, variant)) {
                        assertThat(rig.info()).isEqualTo(rigs.info(MetaTraderConnector.MT5));
                    }
                });
        assertThatThrownBy(() -> rigs.build(VenueId.of("binance"), InstrumentKind.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
