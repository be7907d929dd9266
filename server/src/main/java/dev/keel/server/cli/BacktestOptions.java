package dev.keel.server.cli;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is tested and under which conditions, as typed. */
final class BacktestOptions {
    private static final String ALL = "all";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description =
                    "Bars as CSV or CSV.gz: timestamp,open,high,low,close,volume, where a timestamp is"
                            + " the UTC time of the bar's open.")
    private Path data;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            required = true,
            description = "One of those below.")
    private String strategy;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Parameter of the strategy; may be repeated.")
    private @Nullable List<String> parameters;

    @Option(
            names = "--capital",
            paramLabel = "AMOUNT",
            defaultValue = "100000",
            converter = Converters.Decimal.class,
            description = "What the account starts with. Default: ${DEFAULT-VALUE}.")
    private BigDecimal capital;

    @Option(
            names = "--fee",
            paramLabel = "RATE",
            defaultValue = "0.001",
            converter = Converters.Decimal.class,
            description =
                    "Fee of every fill as a fraction of its notional. Default: ${DEFAULT-VALUE}.")
    private BigDecimal fee;

    @Option(
            names = "--size",
            paramLabel = "all|N",
            defaultValue = ALL,
            description =
                    "What an entry buys: all that the cash pays for, fee included, or N units."
                            + " Default: ${DEFAULT-VALUE}.")
    private String size;

    @Option(
            names = "--fill",
            paramLabel = "next-open|close",
            defaultValue = "next-open",
            converter = Converters.Timing.class,
            description =
                    "Where the signal of a bar's close is filled: at the next bar's open, or at that"
                            + " very close. Default: ${DEFAULT-VALUE}.")
    private FillTiming timing;

    @Option(
            names = "--slippage",
            paramLabel = "RATE",
            defaultValue = "0",
            converter = Converters.Decimal.class,
            description =
                    "How much worse than the market's price a fill is, as a fraction of it. Default:"
                            + " ${DEFAULT-VALUE}.")
    private BigDecimal slippage;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = Converters.Time.class,
            description =
                    "Tests only bars that open at or after this day or time, such as 2024-01-31 or"
                            + " 2024-01-31T16:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = Converters.Time.class,
            description = "Tests only bars that open before this day or time.")
    private @Nullable Instant to;

    @Option(
            names = "--tick",
            paramLabel = "STEP",
            defaultValue = "0.00000001",
            converter = Converters.Decimal.class,
            description = "Prices are multiples of it. Default: ${DEFAULT-VALUE}.")
    private BigDecimal tick;

    @Option(
            names = "--lot",
            paramLabel = "STEP",
            defaultValue = "0.00000001",
            converter = Converters.Decimal.class,
            description = "Quantities are multiples of it. Default: ${DEFAULT-VALUE}.")
    private BigDecimal lot;

    @Option(
            names = "--min-notional",
            paramLabel = "AMOUNT",
            defaultValue = "0",
            converter = Converters.Decimal.class,
            description = "Least price x quantity of an entry. Default: ${DEFAULT-VALUE}.")
    private BigDecimal minNotional;

    private BacktestOptions() {}

    Path data() {
        return data;
    }

    /** What was typed, checked without a look at the bars. */
    record Plan(
            Instrument instrument,
            StrategyChoice strategy,
            Money capital,
            Sizing sizing,
            FillTiming timing,
            VenueModel venue) {
        /**
         * @throws IllegalArgumentException if prices are off the tick
         */
        BacktestRequest on(BarSeries bars) {
            return new BacktestRequest(
                    bars,
                    instrument,
                    strategy,
                    capital,
                    sizing,
                    timing,
                    venue,
                    RiskPolicy.UNLIMITED);
        }
    }

    /**
     * Checks everything that can be checked without the bars.
     *
     * @throws ParameterException naming the option that is wrong
     */
    Plan plan(StrategyCatalog catalog) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("--from must be before --to, was " + from + " with --to " + to);
        }
        StrategyDefinition definition = named("--strategy", () -> catalog.find(strategy));
        Map<String, String> given = given();
        TradingRules rules =
                new TradingRules(
                        named("--tick", () -> new Price(tick)),
                        named("--lot", this::checkedLot),
                        named("--min-notional", this::checkedMinNotional));
        FeeRates fees = named("--fee", () -> FeeRates.flat(fee));
        return new Plan(
                BareInstrument.of(data, rules, fees),
                named("--param", () -> new StrategyChoice(definition, given)),
                named("--capital", this::checkedCapital),
                named("--size", () -> sizing(rules)),
                timing,
                named("--slippage", this::venue));
    }

    /**
     * The bars within {@code --from} and {@code --to}.
     *
     * @throws ParameterException if none are left
     */
    BarSeries cut(BarSeries bars) {
        if (from == null && to == null) {
            return bars;
        }
        BarSeries part =
                bars.between(
                        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                        to == null ? Long.MAX_VALUE : to.toEpochMilli());
        if (part.isEmpty()) {
            throw wrong(
                    "--from and --to leave no bar: the file's open from "
                            + bars.bar(0).openTime()
                            + " to "
                            + bars.bar(bars.size() - 1).openTime());
        }
        return part;
    }

    /**
     * Puts a plan on its bars.
     *
     * @throws ParameterException if the bars do not fit it
     */
    BacktestRequest request(Plan plan, BarSeries bars) {
        return named("--tick", () -> plan.on(bars));
    }

    private Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        for (String text : parameters == null ? List.<String>of() : parameters) {
            int at = text.indexOf('=');
            if (at < 1) {
                throw wrong("--param must be NAME=VALUE, was '" + text + "'");
            }
            String name = text.substring(0, at);
            if (given.put(name, text.substring(at + 1)) != null) {
                throw wrong("--param gives '" + name + "' twice");
            }
        }
        return given;
    }

    private Money checkedCapital() {
        if (capital.signum() <= 0) {
            throw new IllegalArgumentException(
                    "capital must be above 0, was " + capital.toPlainString());
        }
        return new Money(BareInstrument.QUOTE, capital);
    }

    private Quantity checkedLot() {
        Quantity step = new Quantity(lot);
        if (step.isZero()) {
            throw new IllegalArgumentException("lot must be above 0, was 0");
        }
        return step;
    }

    private BigDecimal checkedMinNotional() {
        if (minNotional.signum() < 0) {
            throw new IllegalArgumentException(
                    "minimum must not be negative, was " + minNotional.toPlainString());
        }
        return minNotional;
    }

    private Sizing sizing(TradingRules rules) {
        if (size.equals(ALL)) {
            return new Sizing.AllCash();
        }
        Quantity units = Quantity.of(size);
        if (units.isZero()) {
            throw new IllegalArgumentException("size must be all or above 0, was " + size);
        }
        if (!units.isMultipleOf(rules.lot())) {
            throw new IllegalArgumentException(
                    "size must be a multiple of the lot " + rules.lot() + ", was " + size);
        }
        return new Sizing.Fixed(units);
    }

    private VenueModel venue() {
        return slippage.signum() == 0
                ? VenueModel.PLAIN
                : VenueModel.PLAIN.withSlippage(new SlippageModel.FixedFraction(slippage));
    }

    private <T> T named(String option, Supplier<T> checked) {
        try {
            return checked.get();
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
