package dev.keel.sim.report;

import dev.keel.sim.grid.Axis;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import dev.keel.sim.sweep.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a sweep into a folder: {@value #TRIALS} with every trial, and {@value #PAGE} for people.
 */
public final class SweepReport {
    /** Every trial, one a line, best first. */
    public static final String TRIALS = "sweep.csv";

    /** The page with the heat map and the best. */
    public static final String PAGE = "sweep.html";

    private SweepReport() {}

    /**
     * Writes both files, each whole or not at all; files of the same names are replaced.
     *
     * @param folder made if it does not exist
     * @param dataName how the report calls the data, such as their file's name
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, String dataName, SweepResult result, SweepTrust trust)
            throws IOException {
        Files.createDirectories(folder);
        ReportFile.write(folder.resolve(TRIALS), out -> out.write(csv(result)));
        ReportFile.write(
                folder.resolve(PAGE),
                out -> out.write(SweepPage.of(result, trust, dataName, ReportFile.css())));
    }

    /** The trials as comma-separated values with a header; numbers with every digit. */
    public static String csv(SweepResult result) {
        List<String> names = result.request().grid().axes().stream().map(Axis::name).toList();
        StringBuilder text = new StringBuilder();
        text.append("rank,").append(String.join(",", names)).append(',');
        text.append(result.request().objective()).append(",finalEquity,fills,method\n");
        int rank = 1;
        for (Trial trial : result.trials()) {
            List<String> fields = new ArrayList<>();
            fields.add(Integer.toString(rank++));
            fields.addAll(trial.parameters().values());
            fields.add(
                    trial.objective().isPresent()
                            ? Double.toString(trial.objective().getAsDouble())
                            : "");
            fields.add(Double.toString(trial.finalEquity()));
            fields.add(Integer.toString(trial.fills()));
            fields.add(trial.method().name().toLowerCase(Locale.ROOT));
            text.append(String.join(",", fields)).append('\n');
        }
        return text.toString();
    }
}
