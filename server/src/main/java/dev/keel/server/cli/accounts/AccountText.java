package dev.keel.server.cli.accounts;

import dev.keel.core.account.ExecutionMode;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.Preflight;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Accounts for people at a terminal. */
final class AccountText {
    private AccountText() {}

    static String line(StoredAccount account, Optional<StoredPreflight> looked) {
        return "%-20s %-14s %-5s %-6s %-8s %s"
                .formatted(
                        account.id(),
                        account.place().venue(),
                        account.place().environment(),
                        account.place().kind().name().toLowerCase(Locale.ROOT),
                        account.isEnabled() ? word(account.mode()) : "disabled",
                        looked.map(AccountText::verdict).orElse("not looked over yet"));
    }

    static String whole(StoredAccount account, Optional<StoredPreflight> looked) {
        StringBuilder text = new StringBuilder(256);
        text.append(line(account, looked)).append('\n');
        text.append("  symbols   ")
                .append(new TreeSet<>(account.place().instruments()))
                .append('\n');
        text.append("  options   ").append(account.place().options()).append('\n');
        text.append("  leverage  at most ").append(account.maxLeverage()).append('\n');
        text.append("  added     ").append(account.addedAt()).append('\n');
        looked.ifPresent(found -> text.append(findings(found)));
        return text.toString();
    }

    static String findings(StoredPreflight found) {
        Preflight preflight = found.preflight();
        StringBuilder text = new StringBuilder(256);
        for (Preflight.Finding finding : preflight.findings()) {
            text.append(
                    "  %-8s %-16s %s%n"
                            .formatted(
                                    finding.grade().name().toLowerCase(Locale.ROOT),
                                    finding.check(),
                                    finding.words()));
        }
        Duration offset = preflight.clockOffset();
        if (offset != null) {
            text.append("  the venue's clock less ours: ")
                    .append(offset.toMillis())
                    .append(" ms\n");
        }
        List<String> permissions = preflight.permissions();
        text.append("  permissions: ")
                .append(
                        permissions == null
                                ? "the venue does not say"
                                : permissions.stream().collect(Collectors.joining(", ")))
                .append('\n');
        append(text, "position mode", preflight.positionMode());
        append(text, "margin mode", preflight.marginMode());
        return text.append("  ").append(verdict(found)).append('\n').toString();
    }

    static String word(ExecutionMode mode) {
        return switch (mode) {
            case MANUAL -> "manual";
            case AI_ASSISTED -> "assisted";
            case AI_FULL_AUTO -> "auto";
            case PAPER_TRADING -> "paper";
        };
    }

    private static void append(
            StringBuilder text, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            text.append("  ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static String verdict(StoredPreflight found) {
        return found.passed()
                ? "passed at " + found.preflight().at()
                : "REFUSED at " + found.preflight().at() + ": " + found.refusal();
    }
}
