package dev.keel.server.cli.research;

import dev.keel.core.instrument.FeeRates;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.sim.cost.CostFile;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.tariff.FeeSchedule;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What trading costs, as typed. */
final class CostOptions {
    private static final BigDecimal USUAL_FEE = new BigDecimal("0.001");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--costs",
            paramLabel = "conservative|none|FILE",
            description =
                    "What trading costs: conservative (fee 0.1 %%, half spread 0.02 %%, slippage 0.03 %%,"
                            + " borrowing 3 %% a year), none, or a file of settings. Default:"
                            + " conservative, unless --fee, --slippage or --spread is given: then"
                            + " those are all the costs there are.")
    private @Nullable String costs;

    @Option(
            names = "--fee",
            paramLabel = "RATE",
            converter = Converters.Decimal.class,
            description =
                    "Fee of every fill as a fraction of its notional, in place of that of --costs."
                            + " Default with --slippage or --spread alone: 0.001.")
    private @Nullable BigDecimal fee;

    @Option(
            names = "--slippage",
            paramLabel = "RATE",
            converter = Converters.Decimal.class,
            description =
                    "How much worse than the market's price a fill is, as a fraction of it, in place"
                            + " of that of --costs.")
    private @Nullable BigDecimal slippage;

    @Option(
            names = "--spread",
            paramLabel = "RATE",
            converter = Converters.Decimal.class,
            description =
                    "Distance from bid to ask as a fraction of the price, of which every fill that"
                            + " takes liquidity pays half, in place of that of --costs.")
    private @Nullable BigDecimal spread;

    private CostOptions() {}

    /**
     * The costs that were asked for.
     *
     * @throws ParameterException naming the option that is wrong
     * @throws dev.keel.sim.market.MarketDataException if a file of settings is wrong
     */
    CostModel model() {
        boolean byHand = fee != null || slippage != null || spread != null;
        CostModel model =
                byHand && costs == null ? CostModel.of(USUAL_FEE, BigDecimal.ZERO) : base();
        if (fee != null) {
            BigDecimal rate = fee;
            CostModel before = model;
            model = named("--fee", () -> before.withFees(FeeSchedule.flat(FeeRates.flat(rate))));
        }
        if (slippage != null) {
            BigDecimal fraction = slippage;
            CostModel before = model;
            model =
                    named(
                            "--slippage",
                            () ->
                                    before.withSlippage(
                                            fraction.signum() == 0
                                                    ? SlippageModel.None.INSTANCE
                                                    : new SlippageModel.FixedFraction(fraction)));
        }
        if (spread != null) {
            BigDecimal half = spread.divide(BigDecimal.TWO);
            CostModel before = model;
            model = named("--spread", () -> before.withHalfSpread(half));
        }
        return byHand && costs != null ? model.withName(model.name() + ", changed") : model;
    }

    private CostModel base() {
        if (costs == null || costs.equals("conservative")) {
            return CostModel.CONSERVATIVE;
        }
        return costs.equals("none") ? CostModel.NONE : CostFile.read(Path.of(costs));
    }

    private CostModel named(String option, Supplier<CostModel> checked) {
        try {
            return checked.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }
}
