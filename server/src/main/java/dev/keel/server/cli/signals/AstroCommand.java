package dev.keel.server.cli.signals;

import dev.keel.core.market.BarSeries;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.signals.astro.NullShift;
import dev.keel.signals.astro.NullShiftReport;
import dev.keel.signals.astro.bradley.BradleyTurn;
import dev.keel.signals.astro.bradley.BradleyTurns;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyPosition;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.AspectKind;
import dev.keel.signals.astro.event.SkyCalendar;
import dev.keel.signals.astro.event.SkyEvent;
import dev.keel.signals.astro.event.SkyEvents;
import dev.keel.sim.data.MarketData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel astro}: the sky, for checking; and whether it has anything to do with a market. */
@Command(
        name = "astro",
        description =
                "Positions and events of the sky, and the test of whether they tell anything.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AstroCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: positions, events or null-shift");
    }

    @Command(
            name = "positions",
            description =
                    "Prints where Sun, Moon and planets stand: apparent geocentric longitude and"
                            + " latitude, ecliptic and equinox of date, speed in degrees a day,"
                            + " declination, and the longitude seen from the Sun.",
            mixinStandardHelpOptions = true)
    int positions(
            @Option(
                            names = "--at",
                            required = true,
                            paramLabel = "T",
                            converter = Converters.Time.class,
                            description = "A UTC day or time, such as 2024-04-08T18:18:00Z.")
                    Instant at) {
        List<String> rows = new ArrayList<>();
        rows.add(
                String.format(
                        Locale.ROOT,
                        "%-8s %10s %9s %10s  %-22s %11s %13s",
                        "body",
                        "longitude",
                        "latitude",
                        "speed",
                        "sign",
                        "declination",
                        "heliocentric"));
        for (Body body : Body.values()) {
            rows.add(row(checked(() -> Ephemeris.shared().position(body, at))));
        }
        print(rows);
        return 0;
    }

    @Command(
            name = "events",
            description =
                    "Prints stations, ingresses, lunar quarters, eclipses, the Sun's dates and the"
                            + " turns of Bradley's siderograph with their instants.",
            mixinStandardHelpOptions = true)
    int events(
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "T",
                            converter = Converters.Time.class,
                            description = "First UTC day or time, from 1900 on.")
                    Instant from,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "T",
                            converter = Converters.Time.class,
                            description = "UTC day or time before which they lie, to 2100.")
                    Instant to,
            @Option(
                            names = "--aspects",
                            description =
                                    "Also prints exact aspects of 0, 60, 90, 120 and 180 degrees"
                                            + " between Sun and planets.")
                    boolean withAspects) {
        if (!from.isBefore(to)) {
            throw new ParameterException(
                    spec.commandLine(), "--from must be before --to, was " + from + " with " + to);
        }
        List<Line> lines = checked(() -> lines(from, to, withAspects));
        lines.sort(Comparator.comparingDouble(Line::days));
        print(
                lines.stream()
                        .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
                        .map(Line::toString)
                        .toList());
        return 0;
    }

    @Command(
            name = "null-shift",
            description = {
                "Runs the astro expert over bars with the real sky and with skies that are whole"
                        + " years off, at least three, and prints where the real one's score lies"
                        + " among them.",
                "A percentile from about 5 to 95 means that the real sky does not stand out. Ten"
                        + " percentiles are printed: one of them stands out by chance every other"
                        + " time."
            },
            mixinStandardHelpOptions = true)
    int nullShift(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "FILE",
                            description = "Bars as CSV or CSV.gz.")
                    Path data,
            @Option(
                            names = "--shifts",
                            paramLabel = "N",
                            defaultValue = "" + NullShift.USUAL_SHIFTS,
                            description = "How many other skies. Default: ${DEFAULT-VALUE}.")
                    int shifts,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Seed of the draw. Default: ${DEFAULT-VALUE}.")
                    long seed,
            @Option(
                            names = "--horizon",
                            paramLabel = "BARS",
                            defaultValue = "5",
                            description =
                                    "Over how many bars the market's answer is measured. Default:"
                                            + " ${DEFAULT-VALUE}.")
                    int horizon) {
        NullShift test = checked(() -> new NullShift(shifts, seed, horizon));
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + data.getFileName());
            BarSeries bars = MarketData.load(data, Environment.barCache()).series();
            NullShiftReport report =
                    test.run(
                            bars,
                            done -> progress.says("tried " + done + " of " + shifts + " skies"));
            progress.ends();
            print(AstroTable.of(String.valueOf(data.getFileName()), report));
        } finally {
            progress.ends();
        }
        return 0;
    }

    private static List<Line> lines(Instant from, Instant to, boolean withAspects) {
        List<Line> lines = new ArrayList<>();
        int lastYear = SkyTime.year(SkyTime.days(to.minusMillis(1)));
        for (int year = SkyTime.year(SkyTime.days(from)); year <= lastYear; year++) {
            for (SkyEvent event : SkyCalendar.shared().year(year)) {
                lines.add(new Line(event.days(), event.text()));
            }
            for (BradleyTurn turn : BradleyTurns.shared().year(year)) {
                lines.add(new Line(turn.days(), text(turn)));
            }
        }
        if (withAspects) {
            lines.addAll(aspects(SkyTime.days(from), SkyTime.days(to)));
        }
        return lines;
    }

    private static String text(BradleyTurn turn) {
        return String.format(
                Locale.ROOT,
                "siderograph %s, prominence %.1f",
                turn.kind().name().toLowerCase(Locale.ROOT),
                turn.prominence());
    }

    private static List<Line> aspects(double from, double to) {
        List<AspectKind> major =
                Arrays.stream(AspectKind.values()).filter(AspectKind::isMajor).toList();
        SkyEvents events = new SkyEvents(Ephemeris.shared());
        List<Line> lines = new ArrayList<>();
        for (Body first : Body.values()) {
            for (Body second : Body.values()) {
                if (first.compareTo(second) < 0 && first != Body.MOON && second != Body.MOON) {
                    events.aspects(first, second, major, from, to)
                            .forEach(aspect -> lines.add(new Line(aspect.days(), aspect.text())));
                }
            }
        }
        return lines;
    }

    private static String row(SkyPosition position) {
        return String.format(
                Locale.ROOT,
                "%-8s %10.5f %9.5f %10.5f  %-22s %11.5f %13s",
                position.body().label(),
                position.longitude(),
                position.latitude(),
                position.speed(),
                String.format(
                        Locale.ROOT,
                        "%8.5f %s%s",
                        position.degreeInSign(),
                        position.sign().label(),
                        position.isRetrograde() ? " R" : ""),
                position.declination(),
                position.heliocentricLongitude()
                        .map(longitude -> String.format(Locale.ROOT, "%.5f", longitude))
                        .orElse("-"));
    }

    private <T> T checked(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<String> lines) {
        PrintWriter printer = spec.commandLine().getOut();
        lines.forEach(printer::println);
        printer.flush();
    }

    /** An event to be printed. */
    private record Line(double days, String text) {
        Instant at() {
            return SkyTime.instant(days).truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public String toString() {
            return at() + "  " + text;
        }
    }
}
