package dev.keel.sim.report;

import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Performance;
import dev.keel.core.performance.RoundTrip;
import dev.keel.sim.backtest.BacktestResult;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes a backtest into a folder: {@value #TRADES} and {@value #EQUITY} with every digit, and
 * {@value #PAGE} for people.
 */
public final class BacktestReport {
    /** Every trade, one a line. */
    public static final String TRADES = "trades.csv";

    /** Equity and drawdown at the close of every bar. */
    public static final String EQUITY = "equity.csv";

    /** The page with charts and tables. */
    public static final String PAGE = "report.html";

    private BacktestReport() {}

    /**
     * Writes the three files, each whole or not at all; files of the same names are replaced.
     *
     * @param folder made if it does not exist
     * @param dataName how the report calls the data, such as their file's name
     * @throws IOException if a file cannot be written
     */
    public static void write(
            Path folder, String dataName, BacktestResult result, Performance performance)
            throws IOException {
        Files.createDirectories(folder);
        ReportFile.write(folder.resolve(TRADES), out -> trades(out, result));
        ReportFile.write(folder.resolve(EQUITY), out -> equity(out, result.curve()));
        ReportFile.write(
                folder.resolve(PAGE),
                out -> out.write(HtmlReport.of(result, performance, dataName, ReportFile.css())));
    }

    private static void trades(Writer out, BacktestResult result) throws IOException {
        out.write("entryTime,exitTime,side,quantity,entryPrice,exitPrice,fees,pnl\n");
        for (RoundTrip trade : result.trades()) {
            out.write(
                    String.join(
                            ",",
                            trade.entryTime().toString(),
                            trade.exitTime().map(Instant::toString).orElse(""),
                            trade.side().toString(),
                            trade.entry().quantity().toString(),
                            trade.entry().price().toString(),
                            trade.exitPrice().map(Object::toString).orElse(""),
                            trade.fees().toPlainString(),
                            trade.pnl().toPlainString()));
            out.write('\n');
        }
    }

    private static void equity(Writer out, EquityCurve curve) throws IOException {
        out.write("timestamp,equity,drawdown\n");
        double peak = curve.start();
        for (int i = 0; i < curve.size(); i++) {
            double equity = curve.equity(i);
            peak = Math.max(peak, equity);
            out.write(Instant.ofEpochMilli(curve.millis(i)).toString());
            out.write(',');
            out.write(plain(equity));
            out.write(',');
            out.write(plain((peak - equity) / peak));
            out.write('\n');
        }
    }

    /** The shortest digits that give this double back, without exponent. */
    private static String plain(double value) {
        String text = new BigDecimal(Double.toString(value)).toPlainString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
