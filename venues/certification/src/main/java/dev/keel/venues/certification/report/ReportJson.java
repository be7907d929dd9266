package dev.keel.venues.certification.report;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
public final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportJson() {}

    /** One object with all reports, over several lines. */
    public static String text(List<SuiteReport> reports) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode array = root.putArray("reports");
        reports.forEach(report -> array.add(node(report)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    static ObjectNode node(SuiteReport report) {
        ObjectNode node = JSON.createObjectNode();
        node.put("venue", report.connector().venue().value());
        node.put("kind", report.kind().name().toLowerCase(Locale.ROOT));
        node.put("technology", report.connector().technology().toString());
        node.put("connectorVersion", report.connector().version());
        node.put("suiteVersion", report.suite());
        node.put("at", report.at().toString());
        node.put("complete", report.complete());
        node.put("passed", report.count(CaseResult.Verdict.PASSED));
        node.put("failed", report.count(CaseResult.Verdict.FAILED));
        node.put("notApplicable", report.count(CaseResult.Verdict.NOT_APPLICABLE));
        node.put("notShown", report.count(CaseResult.Verdict.NOT_SHOWN));
        ArrayNode cases = node.putArray("cases");
        for (CaseResult result : report.results()) {
            ObjectNode each = cases.addObject();
            each.put("number", result.ofCase().number());
            each.put("group", result.ofCase().group().toString());
            each.put("title", result.ofCase().title());
            each.put("verdict", result.verdict().toString());
            each.put("detail", result.detail());
            each.put("tookMillis", result.took().toMillis());
        }
        return node;
    }
}
