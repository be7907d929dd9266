package dev.keel.server.cli.research;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.data.FactorFile;
import dev.keel.sim.data.MarketData;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.market.Resampler;
import dev.keel.sim.matching.VenueModel;
import dev.keel.sim.portfolio.Lane;
import dev.keel.sim.portfolio.PortfolioMarket;
import dev.keel.sim.portfolio.PortfolioRequest;
import dev.keel.sim.tariff.Carry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
                    "Bars as CSV or CSV.gz (timestamp,open,high,low,close,volume, where a timestamp is"
                            + " the UTC time of the bar's open), Parquet, or as keel data import wrote"
                            + " them. May be repeated: the files are traded together, on one account.")
    private List<Path> data;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            converter = Converters.Frame.class,
            description =
                    "Length of the bars that the strategy sees, such as 1h, made of those of the file."
                            + " May be repeated: the timeframes are traded together. Default: as the"
                            + " file has them.")
    private @Nullable List<Timeframe> timeframes;

    @Option(
            names = "--factors",
            paramLabel = "FILE",
            description =
                    "Splits and dividends (date,price_factor,split_factor) to adjust the prices of the"
                            + " one --data for; orders then fill at adjusted prices.")
    private @Nullable Path factors;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            defaultValue = "spot",
            converter = Converters.Kind.class,
            description =
                    "What the file holds: something that is bought and owned, or a linear derivative,"
                            + " which can be sold short and pays funding. Default: ${DEFAULT-VALUE}.")
    private InstrumentKind kind;

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

    @Mixin private CostOptions costs;

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

    /** The first file; where there are several, {@link #markets} takes all. */
    Path data() {
        return data.getFirst();
    }

    /** Whether several files or timeframes are to be traded together. */
    boolean isPortfolio() {
        return data.size() > 1 || (timeframes != null && timeframes.size() > 1);
    }

    /** What is tested, in a word or two. */
    String dataName() {
        return data.stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(", "));
    }

    /** What was typed, checked without a look at the bars. */
    record Plan(
            Instrument instrument,
            StrategyChoice strategy,
            Money capital,
            Sizing sizing,
            FillTiming timing,
            CostModel costs) {
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
                    venue(bars.format().timeframe()),
                    RiskPolicy.UNLIMITED);
        }

        /** What is bought outright is neither borrowed nor funded. */
        VenueModel venue(Timeframe timeframe) {
            boolean spot = instrument.kind() == InstrumentKind.SPOT;
            return (spot ? costs.withCarry(Carry.NONE) : costs).venue(timeframe);
        }

        /** The same plan under other costs. */
        Plan under(CostModel other) {
            return new Plan(other.on(instrument), strategy, capital, sizing, timing, other);
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
        CostModel model = costs.model();
        return new Plan(
                BareInstrument.of(data(), kind, rules, model.rates()),
                named("--param", () -> new StrategyChoice(definition, given)),
                named("--capital", this::checkedCapital),
                named("--size", () -> sizing(rules)),
                timing,
                model);
    }

    /**
     * The bars of the one file: adjusted, at the timeframe and within the times that were asked
     * for.
     *
     * @throws ParameterException if none are left
     * @throws dev.keel.sim.market.MarketDataException if the file cannot be read
     */
    BarSeries bars() {
        BarSeries bars = adjusted(load(data()));
        return cut(timeframes == null ? bars : resampled(bars, timeframes.getFirst()));
    }

    /**
     * All files, to be traded together.
     *
     * @throws ParameterException if no bars are left, or a timeframe does not fit
     */
    PortfolioRequest markets(Plan plan) {
        List<PortfolioMarket> markets = new ArrayList<>();
        for (Path file : data) {
            BarSeries bars = cut(adjusted(load(file)));
            List<Timeframe> frames =
                    timeframes == null ? List.of(bars.format().timeframe()) : timeframes;
            List<Lane> lanes =
                    frames.stream().map(frame -> new Lane(plan.strategy(), frame)).toList();
            Instrument instrument =
                    BareInstrument.of(file, kind, plan.instrument().rules(), plan.costs().rates());
            markets.add(named("--timeframe", () -> new PortfolioMarket(instrument, bars, lanes)));
        }
        Timeframe shortest =
                markets.stream()
                        .map(market -> market.bars().format().timeframe())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        VenueModel venue = plan.venue(shortest);
        return named(
                "--data",
                () ->
                        new PortfolioRequest(
                                markets,
                                plan.capital(),
                                shared(plan, venue, markets.size()),
                                plan.timing(),
                                venue,
                                RiskPolicy.UNLIMITED));
    }

    /** Of all cash, every market gets an equal share, less what entering may cost. */
    private static Sizing shared(Plan plan, VenueModel venue, int markets) {
        if (!(plan.sizing() instanceof Sizing.AllCash)) {
            return plan.sizing();
        }
        BigDecimal cost =
                BigDecimal.ONE
                        .add(plan.costs().rates().taker())
                        .multiply(BigDecimal.ONE.add(venue.slippage().worst()));
        return new Sizing.PercentOfEquity(
                BigDecimal.ONE.divide(
                        cost.multiply(BigDecimal.valueOf(markets)),
                        new MathContext(MathContext.DECIMAL64.getPrecision(), RoundingMode.DOWN)));
    }

    private BarSeries load(Path file) {
        return MarketData.load(file, Environment.barCache()).series();
    }

    private BarSeries adjusted(BarSeries bars) {
        if (factors == null) {
            return bars;
        }
        if (data.size() > 1) {
            throw wrong("--factors takes one --data; adjust several with keel data import");
        }
        return FactorFile.read(factors).adjust(bars);
    }

    private BarSeries resampled(BarSeries bars, Timeframe timeframe) {
        BarSeries higher = named("--timeframe", () -> Resampler.resample(bars, timeframe));
        if (higher.isEmpty()) {
            throw wrong("--timeframe " + timeframe + " leaves no bar that is whole");
        }
        return higher;
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
        try {
            return NamedValues.parse(parameters);
        } catch (IllegalArgumentException e) {
            throw wrong("--param " + e.getMessage());
        }
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
