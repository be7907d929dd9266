package dev.keel.server.api.system;

import dev.keel.server.platform.Health;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parts of the platform and how they are, as clients see them. */
final class Components {
    private Components() {}

    /**
     * @param status ok, none (not there, and not asked for) or failed
     */
    record Component(String status, String detail) {}

    static Map<String, Component> of(Health.Report report) {
        Map<String, Component> components = new LinkedHashMap<>();
        components.put("database", component(report.database()));
        components.put("venue", component(report.venue()));
        components.put("accounts", component(report.accounts()));
        components.put("feed", component(report.feed()));
        components.put("runner", component(report.runner()));
        components.put("reconciliation", component(report.reconciliation()));
        return components;
    }

    private static Component component(Health.Part part) {
        return new Component(part.status().name().toLowerCase(Locale.ROOT), part.detail());
    }
}
