package dev.keel.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import dev.keel.sim.tariff.FundingRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostFileTest {
    @TempDir private Path folder;

    @Test
    void readsAllThatCosts() throws IOException {
        Files.writeString(
                folder.resolve("funding.csv"), "timestamp,rate\n2024-01-01T08:00:00Z,-0.0003\n");
        CostModel model =
                model(
                        """
                        # a venue
                        fee.maker = 0.0002
                        fee.taker = 0.0005
                        fee.tier.5000000 = 0.0001/0.0003
                        fee.tier.1000000 = 0.00015 / 0.0004
                        fee.per-unit = 0.01
                        fee.minimum = 1.5

                        spread.half = 0.0001
                        slippage.model = square-root
                        slippage.coefficient = 0.8
                        slippage.cap = 0.02
                        funding.file = funding.csv
                        borrow.rate = 0.05
                        latency = 2bars
                        participation = 0.1
                        """);

        assertThat(model.fees().tiers()).hasSize(3);
        assertThat(model.fees().ratesAt(new BigDecimal("1000000")).taker())
                .isEqualByComparingTo("0.0004");
        assertThat(model.fees().minimumPerOrder()).isEqualByComparingTo("1.5");
        assertThat(model.slippage()).isInstanceOf(SlippageModel.SquareRoot.class);
        assertThat(model.carry().funding()).isInstanceOf(FundingRates.Table.class);
        VenueModel venue = model.venue(Timeframe.H1);
        assertThat(venue.latency()).isEqualTo(Duration.ofHours(2));
        assertThat(venue.slippage()).isInstanceOf(SlippageModel.Spread.class);
        assertThat(venue.participation()).isEqualByComparingTo("0.1");
    }

    @Test
    void whatIsNotNamedIsFree() throws IOException {
        CostModel model = model("");

        assertThat(model.withName("none")).isEqualTo(CostModel.NONE);
        assertThat(model.venue(Timeframe.M1)).isEqualTo(VenueModel.PLAIN);
    }

    @Test
    void aTakerFeeAloneIsTheMakersToo() throws IOException {
        assertThat(model("fee.taker = 0.001").rates().maker()).isEqualByComparingTo("0.001");
    }

    @Test
    void theConservativeModelIsNeverFree() {
        CostModel model = CostModel.CONSERVATIVE;

        assertThat(model.rates().taker()).isPositive();
        assertThat(model.rates().maker()).isPositive();
        assertThat(model.halfSpread()).isPositive();
        assertThat(model.slippage().worst()).isPositive();
        assertThat(model.carry().borrowRate()).isPositive();
        assertThat(model.words())
                .isEqualTo(
                        "conservative: fee 0.1 %, half spread 0.02 %, slippage 0.03 %, borrowing 3 %"
                                + " a year");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "fee.taker 0.1 => line 1: must look like name = value",
                "fee.taker = high => line 1: field 'fee.taker' must be a decimal number, was 'high'",
                "fee.taker = -0.5 => line 1: field 'fee.taker' taker fee must be from 0",
                "fee.other = 1 => line 1: field 'fee.other' is not known; known are [fee.maker",
                "fee.tier.5 = 0.1 => line 1: field 'fee.tier.5' must look like MAKER/TAKER",
                "latency = soon => line 1: field 'latency' delay must look like 250ms or 2bars",
                "slippage.model = luck => line 1: field 'slippage.model' must be none, fixed",
                "participation = 2 => line 1: field 'participation' must be above 0 and at most 1",
                "borrow.rate = -1 => line 1: field 'borrow.rate' borrow rate must be from 0 to 10",
            })
    void refusesWhatIsNoCost(String line, String complaint) {
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> model(line))
                .withMessageStartingWith("some.costs " + complaint);
    }

    @Test
    void refusesASettingThatComesTwice() {
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> model("fee.taker = 0\nfee.taker = 0\n"))
                .withMessage("some.costs line 2: field 'fee.taker' must come only once");
    }

    private CostModel model(String text) throws IOException {
        return CostFile.read(Files.writeString(folder.resolve("some.costs"), text));
    }
}
