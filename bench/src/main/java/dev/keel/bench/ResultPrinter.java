package dev.keel.bench;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints results for people or programs. */
final class ResultPrinter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ResultPrinter() {}

    static void print(BenchResult result, Format format, PrintWriter out) {
        switch (format) {
            case TABLE -> printTable(result, out);
            case JSON -> out.println(toJson(result).toPrettyString());
        }
        out.flush();
    }

    private static void printTable(BenchResult result, PrintWriter out) {
        out.println(result.name() + ": " + result.compared());
        out.println(result.machine());
        out.println();
        out.printf(
                Locale.ROOT, "%-28s %18s %18s %8s  %s%n", "case", "ours", "limit", "ratio", "note");
        for (BenchResult.Scenario scenario : result.scenarios()) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %,18.0f %,18.0f %8.4f  %s%n",
                    scenario.name(),
                    scenario.ours(),
                    scenario.limit(),
                    scenario.ratio(),
                    scenario.note());
        }
        out.println();
        for (BenchResult.Scenario scenario : result.scenarios()) {
            scenario.figures()
                    .forEach((name, value) ->
                            out.printf(
                                    Locale.ROOT, "%s, %s: %,.3f%n", scenario.name(), name, value));
        }
        out.println("in " + result.unit() + "; ratio = ours / limit, higher is better");
    }

    private static ObjectNode toJson(BenchResult result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", result.name());
        json.put("ours", result.headline().ours());
        json.put("limit", result.headline().limit());
        json.put("ratio", result.headline().ratio());
        json.put("unit", result.unit());
        json.put("compared", result.compared());
        ObjectNode machine = json.putObject("machine");
        machine.put("processor", result.machine().processor());
        machine.put("cores", result.machine().cores());
        machine.put("heapMegabytes", result.machine().heapMegabytes());
        machine.put("java", result.machine().java());
        machine.put("system", result.machine().system());
        ArrayNode scenarios = json.putArray("scenarios");
        for (BenchResult.Scenario scenario : result.scenarios()) {
            ObjectNode one = scenarios.addObject();
            one.put("name", scenario.name());
            one.put("ours", scenario.ours());
            one.put("limit", scenario.limit());
            one.put("ratio", scenario.ratio());
            one.put("note", scenario.note());
            scenario.figures().forEach(one::put);
        }
        return json;
    }
}
