package dev.keel.signals.gann;

import dev.keel.core.market.Bar;
import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import dev.keel.signals.gann.PivotIndicator.Reading;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.IndicatorDefinition.Feed;
import dev.keel.signals.swing.Pivot;
import dev.keel.signals.swing.PivotTracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The indicators of this family. All are anchored at confirmed pivots and never redrawn. */
public final class GannIndicators {
    private static final String FAMILY = "gann";
    private static final List<String> LADDER = List.of("support", "resistance", "pivot");

    private static final Parameter REVERSAL =
            Parameter.decimal(
                    "reversal",
                    "average true ranges the price must come back to confirm a pivot",
                    "3",
                    "0.5",
                    "50");
    private static final Parameter UNIT =
            Parameter.decimal(
                    "unit",
                    "price units per bar, in average true ranges at the pivot",
                    "0.5",
                    "0.01",
                    "100");
    private static final Parameter SCALING =
            Parameter.integer(
                    "scaling",
                    "chart units: 0 the price as it is, 1 three digits before the point, 2 ticks",
                    1,
                    0,
                    2);
    private static final Parameter TICK =
            Parameter.decimal(
                    "tick",
                    "price units per chart unit, if scaled by ticks",
                    "0.01",
                    "0.00000001",
                    "1000000");

    private GannIndicators() {}

    /** All of them. */
    public static List<IndicatorDefinition> all() {
        return List.of(
                wheel(
                        "square-of-nine",
                        "The nearest lines of the square of nine around the last confirmed pivot.",
                        "45",
                        new LadderReading.Chart() {
                            @Override
                            public double level(double number, double degrees) {
                                return SquareOfNine.level(number, degrees);
                            }

                            @Override
                            public double degreesBetween(double from, double to) {
                                return SquareOfNine.degreesBetween(from, to);
                            }
                        }),
                wheel(
                        "hexagon",
                        "The nearest lines of the hexagon chart around the last confirmed pivot.",
                        "60",
                        new LadderReading.Chart() {
                            @Override
                            public double level(double number, double degrees) {
                                return Hexagon.level(number, degrees);
                            }

                            @Override
                            public double degreesBetween(double from, double to) {
                                return Hexagon.degreesBetween(from, to);
                            }
                        }),
                square(),
                box(),
                octaves(),
                naturalRange(),
                fan(),
                swingChart(),
                supplyDemand(),
                timeCluster(),
                priceTime());
    }

    private static IndicatorDefinition wheel(
            String name, String meaning, String step, LadderReading.Chart chart) {
        Parameter degrees =
                Parameter.decimal("step", "degrees from line to line", step, "1", "360");
        return pivotIndicator(
                name,
                meaning,
                1,
                List.of(REVERSAL, degrees, SCALING, TICK),
                LADDER,
                given -> new LadderReading.Wheel(chart, given.number("step"), scale(given)));
    }

    private static PriceScale scale(Parameters given) {
        PriceScale.Mode mode =
                switch (given.integer("scaling")) {
                    case 0 -> PriceScale.Mode.RAW;
                    case 1 -> PriceScale.Mode.SIG_DIGITS;
                    default -> PriceScale.Mode.TICK;
                };
        return new PriceScale(mode, given.number("tick"));
    }

    private static IndicatorDefinition square() {
        Parameter number =
                Parameter.integer("number", "bars and units of the square", 144, 1, 1000);
        return pivotIndicator(
                "gann-square",
                "The nearest lines of a natural square (24, 52, 90, 144, 360), in eighths and"
                        + " thirds from the last confirmed pivot.",
                1,
                List.of(REVERSAL, number, UNIT),
                LADDER,
                given -> {
                    double units = given.number("number") * given.number("unit");
                    return new LadderReading.Grid(
                            new LadderReading.Whole() {
                                @Override
                                public double base(PivotTracker tracker) {
                                    return tracker.pivot(0).price();
                                }

                                @Override
                                public double height(PivotTracker tracker) {
                                    return units * tracker.pivot(0).averageTrueRange();
                                }
                            });
                });
    }

    private static IndicatorDefinition box() {
        return pivotIndicator(
                "gann-box",
                "The nearest eighths and thirds of the range between the last two confirmed"
                        + " pivots.",
                2,
                List.of(REVERSAL),
                LADDER,
                _ ->
                        new LadderReading.Grid(
                                new LadderReading.Whole() {
                                    @Override
                                    public double base(PivotTracker tracker) {
                                        return Math.min(
                                                tracker.pivot(0).price(), tracker.pivot(1).price());
                                    }

                                    @Override
                                    public double height(PivotTracker tracker) {
                                        return swingRange(tracker);
                                    }
                                }));
    }

    /** A pivot lies a reversal away from the one before, so this is above 0. */
    private static double swingRange(PivotTracker tracker) {
        return Math.abs(tracker.pivot(0).price() - tracker.pivot(1).price());
    }

    private static IndicatorDefinition octaves() {
        return pivotIndicator(
                "octaves",
                "The nearest eighths and thirds of the octave, from one power of two to the next,"
                        + " that the last confirmed pivot lies in.",
                1,
                List.of(REVERSAL, SCALING, TICK),
                LADDER,
                given -> {
                    PriceScale scale = scale(given);
                    return new LadderReading.Grid(
                            new LadderReading.Whole() {
                                @Override
                                public double base(PivotTracker tracker) {
                                    double price = tracker.pivot(0).price();
                                    double unit = scale.unit(price);
                                    return unit * NaturalLevels.octaveBase(price / unit);
                                }

                                @Override
                                public double height(PivotTracker tracker) {
                                    return base(tracker);
                                }
                            });
                });
    }

    private static IndicatorDefinition naturalRange() {
        return pivotIndicator(
                "natural-range",
                "Half of the highest high and the lowest low plus 100, 200 and 300 % of itself,"
                        + " since the first bar, once a pivot was confirmed.",
                1,
                List.of(REVERSAL),
                List.of("half-of-high", "low-100", "low-200", "low-300"),
                _ -> new Extremes());
    }

    private static IndicatorDefinition fan() {
        List<String> outputs = new ArrayList<>(List.of("score", "ratio"));
        IntStream.range(0, GannFan.LINES).mapToObj(GannFan::name).forEach(outputs::add);
        return pivotIndicator(
                "gann-fan",
                "The fan from the last confirmed pivot: what the achieved slope says, the slope in"
                        + " units of 1x1, and the price of each line.",
                1,
                List.of(REVERSAL, UNIT),
                outputs,
                given -> new FanReading(given.number("unit")));
    }

    private static IndicatorDefinition swingChart() {
        return new IndicatorDefinition(
                "swing-chart",
                FAMILY,
                "Gann's swing chart: 1 or -1 for the trend and for the swing, and the last"
                        + " confirmed swing high and low.",
                new Feed.WholeBars(),
                List.of(Parameter.integer("bars", "bars in a row that turn the swing", 2, 1, 20)),
                List.of("trend", "direction", "swing-high", "swing-low"),
                (given, _) -> new SwingIndicator(given.integer("bars")));
    }

    private static IndicatorDefinition supplyDemand() {
        return pivotIndicator(
                "supply-demand",
                "The newest demand and supply zones at confirmed pivots that are not broken: edges,"
                        + " and how often they were tested; 0 where there is none.",
                1,
                List.of(REVERSAL),
                List.of(
                        "demand-near",
                        "demand-far",
                        "demand-tests",
                        "supply-near",
                        "supply-far",
                        "supply-tests"),
                _ -> new ZoneReading());
    }

    private static IndicatorDefinition timeCluster() {
        return pivotIndicator(
                "time-cluster",
                "How many counts of bars from the last eight confirmed pivots meet at this bar, and"
                        + " where most of them meet within the next 360 bars.",
                1,
                List.of(REVERSAL),
                List.of("weight", "bars-to-peak", "peak-weight"),
                _ -> new ClusterReading());
    }

    private static IndicatorDefinition priceTime() {
        return pivotIndicator(
                "price-time",
                "1 while the bars since the last confirmed pivot are squared with its price on the"
                        + " square of nine, and the angle between the two in degrees.",
                1,
                List.of(REVERSAL, SCALING, TICK),
                List.of("squared", "angle"),
                given -> new PriceTimeReading(scale(given)));
    }

    private static IndicatorDefinition pivotIndicator(
            String name,
            String meaning,
            int pivots,
            List<Parameter> parameters,
            List<String> outputs,
            ReadingFactory factory) {
        return new IndicatorDefinition(
                name,
                FAMILY,
                meaning,
                new Feed.WholeBars(),
                parameters,
                outputs,
                (given, _) ->
                        new PivotIndicator(
                                given.number("reversal"),
                                pivots,
                                outputs.size(),
                                factory.create(given)));
    }

    /** Makes what reads the pivots. */
    @FunctionalInterface
    private interface ReadingFactory {
        Reading create(Parameters given);
    }

    /** Multiples of the extremes since the first bar. */
    private static final class Extremes implements Reading {
        private double highest = Double.NEGATIVE_INFINITY;
        private double lowest = Double.POSITIVE_INFINITY;

        @Override
        public void onBar(Bar bar, PivotTracker tracker) {
            highest = Math.max(highest, bar.highValue());
            lowest = Math.min(lowest, bar.lowValue());
        }

        @Override
        public void onPivot(PivotTracker tracker) {}

        @Override
        public void read(double close, long bar, double[] outputs) {
            outputs[0] = NaturalLevels.halfOfHigh(highest);
            for (int multiple = 1; multiple <= 3; multiple++) {
                outputs[multiple] = NaturalLevels.multipleOfLow(lowest, multiple);
            }
        }
    }

    /** The lines of a fan. */
    private static final class FanReading implements Reading {
        private final double unit;
        private GannFan fan = new GannFan(1, 0, 0, 1);

        FanReading(double unit) {
            this.unit = unit;
        }

        @Override
        public void onPivot(PivotTracker tracker) {
            Pivot pivot = tracker.pivot(0);
            double perBar = GannFan.unitOfRange(pivot.averageTrueRange(), unit);
            fan = new GannFan(pivot.direction(), (double) pivot.bar(), pivot.price(), perBar);
        }

        @Override
        public void read(double close, long bar, double[] outputs) {
            outputs[0] = fan.score(close, (double) bar);
            outputs[1] = fan.ratio(close, (double) bar);
            for (int line = 0; line < GannFan.LINES; line++) {
                outputs[2 + line] = fan.level(line, (double) bar);
            }
        }
    }

    /** The newest zone of each kind. */
    private static final class ZoneReading implements Reading {
        private final SupplyDemandZones zones = new SupplyDemandZones();

        @Override
        public void onBar(Bar bar, PivotTracker tracker) {
            zones.onBar(bar, tracker);
        }

        @Override
        public void onPivot(PivotTracker tracker) {}

        @Override
        public void read(double close, long bar, double[] outputs) {
            Arrays.fill(outputs, 0);
            write(zones.demand(), outputs, 0);
            write(zones.supply(), outputs, 3);
        }

        private static void write(SupplyDemandZones.Side side, double[] outputs, int at) {
            if (side.size() > 0) {
                outputs[at] = side.near(0);
                outputs[at + 1] = side.far(0);
                outputs[at + 2] = side.tests(0);
            }
        }
    }

    /** Where the dates of the last pivots meet. */
    private static final class ClusterReading implements Reading {
        private static final int AHEAD = 360;

        private List<TimeClusters.Date> dates = List.of();
        private TimeClusters.Cluster peak = new TimeClusters.Cluster(0, 0);

        @Override
        public void onPivot(PivotTracker tracker) {
            List<TimeClusters.Date> found = new ArrayList<>();
            for (int age = 0; age < tracker.size(); age++) {
                for (int count : TimeCycles.COUNTS) {
                    double at = (double) tracker.pivot(age).bar() + count;
                    found.add(new TimeClusters.Date(at, count, TimeCycles.weight(count)));
                }
            }
            dates = found;
            find(tracker.bar());
        }

        private void find(long bar) {
            List<TimeClusters.Cluster> top = TimeClusters.top(dates, bar + 1, bar + AHEAD, 1);
            peak = top.isEmpty() ? new TimeClusters.Cluster(bar + AHEAD, 0) : top.getFirst();
        }

        @Override
        public void read(double close, long bar, double[] outputs) {
            if (bar > peak.bar()) {
                find(bar);
            }
            outputs[0] = TimeClusters.score(dates, (double) bar);
            outputs[1] = (double) (peak.bar() - bar);
            outputs[2] = peak.score();
        }
    }

    /** Bars since the pivot against its price. */
    private static final class PriceTimeReading implements Reading {
        private final PriceScale scale;
        private double price = 1;
        private long pivotBar;

        PriceTimeReading(PriceScale scale) {
            this.scale = scale;
        }

        @Override
        public void onPivot(PivotTracker tracker) {
            Pivot pivot = tracker.pivot(0);
            price = pivot.price() / scale.unit(pivot.price());
            pivotBar = pivot.bar();
        }

        @Override
        public void read(double close, long bar, double[] outputs) {
            double elapsed = (double) (bar - pivotBar);
            outputs[0] = SquareOfNine.isSquared(price, elapsed) ? 1 : 0;
            double difference = SquareOfNine.angle(elapsed) - SquareOfNine.angle(price);
            outputs[1] = SquareOfNine.modulo(difference, 360);
        }
    }
}
