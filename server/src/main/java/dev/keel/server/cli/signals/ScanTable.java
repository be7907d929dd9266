package dev.keel.server.cli.signals;

import dev.keel.core.signal.Reason;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.signals.fusion.ExpertStanding;
import dev.keel.signals.scan.ScanMarket;
import dev.keel.signals.scan.ScanRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scan for people. */
final class ScanTable {
    private static final int INDENT = 5;

    private ScanTable() {}

    static String of(FileScan scan, int top, boolean standings) {
        List<String> lines = new ArrayList<>();
        List<ScanRow> rows = scan.scanner().top(top);
        lines.add(
                rows.size()
                        + " of "
                        + scan.scanner().markets().size()
                        + " markets, by the size of the score times the confidence");
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %3s  %-28s %5s  %-17s %13s %7s %7s %7s %6s",
                        "",
                        "symbol",
                        "bars",
                        "closed",
                        "close",
                        "p(up)",
                        "score",
                        "conf.",
                        "awake"));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(i + 1, rows.get(i)));
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.addAll(why(i + 1, rows.get(i)));
        }
        if (standings) {
            scan.scanner().markets().forEach(market -> lines.addAll(experts(scan, market)));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String line(int number, ScanRow row) {
        return String.format(
                Locale.ROOT,
                "  %3d  %-28s %5s  %-17s %13.8g %7.4f %+7.4f %7.4f %6d",
                number,
                row.market().instrument(),
                row.market().timeframe(),
                row.at().toString().replace(":00Z", "Z"),
                row.close(),
                row.opinion().probability(),
                row.opinion().score(),
                row.opinion().confidence(),
                row.opinion().awakeExperts());
    }

    private static List<String> why(int number, ScanRow row) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %d. %s %s, after %,d bars",
                        number,
                        row.market().instrument(),
                        row.market().timeframe(),
                        row.bars()));
        if (row.reasons().isEmpty()) {
            lines.add(" ".repeat(INDENT) + "nobody is awake");
        }
        for (Reason reason : row.reasons()) {
            lines.addAll(Paragraph.lines(" ".repeat(INDENT) + reason, INDENT + 2));
        }
        return lines;
    }

    private static List<String> experts(FileScan scan, ScanMarket market) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %s %s: the fusion's log loss %s; knowing nothing costs 0.6931%s",
                        market.instrument(),
                        market.timeframe(),
                        loss(scan.scanner().logLoss(market)),
                        drift(scan.scanner().upShare(market))));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "    %-10s %7s %8s %9s %8s %9s %9s %7s %7s",
                        "expert",
                        "prior",
                        "learned",
                        "effective",
                        "outcomes",
                        "if apart",
                        "log loss",
                        "a",
                        "b"));
        for (ExpertStanding one : scan.scanner().standings(market)) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "    %-10s %7.4f %8.4f %9.4f %8d %9.1f %9s %+7.3f %7.3f",
                            one.name(),
                            one.prior(),
                            one.adaptive(),
                            one.effective(),
                            one.outcomes(),
                            one.uniqueOutcomes(),
                            loss(one.logLoss()),
                            one.intercept(),
                            one.slope()));
        }
        return lines;
    }

    /** What knowing no more than how often it goes up costs. */
    private static String drift(double upShare) {
        if (!(upShare > 0 && upShare < 1)) {
            return "";
        }
        double entropy = -upShare * Math.log(upShare) - (1 - upShare) * Math.log(1 - upShare);
        return String.format(
                Locale.ROOT, ", knowing that %.1f %% went up %.4f", 100 * upShare, entropy);
    }

    private static String loss(double nats) {
        return Double.isNaN(nats) ? "-" : String.format(Locale.ROOT, "%.4f", nats);
    }
}
