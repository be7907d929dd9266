package dev.keel.server.cli.venues;

import dev.keel.server.venues.AccountDesk;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.StoredAccount;
import dev.keel.server.venues.StoredPreflight;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.Environment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the vault and at every account, as they were found last; asks no venue. */
record AccountCheck(AccountDesk desk, Certificates certificates, Path dataDirectory, Clock clock) {
    private static final Duration OLD = Duration.ofDays(7);
    private static final Duration MOST_OFFSET = Duration.ofSeconds(1);

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<String> problems = desk.vaultProblems();
        if (problems.isEmpty()) {
            findings.add(Finding.ok("vault", "is for its owner alone, and everything opens"));
        }
        problems.forEach(problem -> findings.add(Finding.problem("vault", problem)));
        List<StoredAccount> accounts = desk.book().all();
        if (accounts.isEmpty()) {
            findings.add(Finding.note("accounts", "there are none at venues yet"));
        }
        for (StoredAccount account : accounts) {
            findings.add(preflight(account));
            certificate(account).ifPresent(findings::add);
        }
        return findings;
    }

    private Finding preflight(StoredAccount account) {
        String what = "account " + account.id();
        Optional<StoredPreflight> looked = desk.lastPreflight(account.id());
        if (!account.isEnabled()) {
            return Finding.note(what, "is disabled");
        }
        if (looked.isEmpty()) {
            return Finding.note(what, "was never looked over: keel accounts check " + account.id());
        }
        StoredPreflight found = looked.get();
        String when = "at " + found.preflight().at();
        if (!found.passed()) {
            return Finding.problem(what, "may not trade, " + when + ": " + found.refusal());
        }
        Duration offset = found.preflight().clockOffset();
        if (offset != null && offset.abs().compareTo(MOST_OFFSET) > 0) {
            return Finding.problem(
                    what, "the venue's clock less ours is " + offset.toMillis() + " ms: set ours");
        }
        Duration age = Duration.between(found.preflight().at(), clock.instant());
        return age.compareTo(OLD) > 0
                ? Finding.note(what, "passed " + when + ", which is long ago")
                : Finding.ok(what, "passed " + when);
    }

    private Optional<Finding> certificate(StoredAccount account) {
        Optional<Connector> connector = desk.connectors().find(account.place().venue());
        String what = "certificate " + account.id();
        if (connector.isEmpty()) {
            return Optional.of(
                    Finding.problem(what, "there is no connector of " + account.place().venue()));
        }
        Optional<String> missing =
                certificates.missing(dataDirectory, connector.get().info(), account.place().kind());
        String version = account.place().venue() + " " + connector.get().info().version();
        if (missing.isEmpty()) {
            return Optional.of(Finding.ok(what, version + " is certified"));
        }
        boolean needed = account.place().environment() == Environment.LIVE && account.isEnabled();
        String words = version + " is not certified: " + missing.get();
        return Optional.of(needed ? Finding.problem(what, words) : Finding.note(what, words));
    }
}
