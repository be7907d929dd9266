package dev.keel.venues.certification.cases;

import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.certification.Need;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The look over an account before it trades. */
final class PreflightCases {
    private static final Set<String> MODES = Set.of("one-way", "hedge");

    private PreflightCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        471,
                        "an account with which nothing is wrong passes, and every check is told",
                        "people trade on its word",
                        Need.NOTHING,
                        PreflightCases::passes),
                of(
                        472,
                        "an account whose keys are wrong does not pass",
                        "the first order is too late to find out",
                        Need.NOTHING,
                        bench -> fails(bench, Flaw.WRONG_KEYS)),
                of(
                        473,
                        "an account whose key may withdraw does not pass",
                        "a stolen key that cannot withdraw cannot steal",
                        Need.of(Capability.KEY_PERMISSIONS),
                        bench -> fails(bench, Flaw.MAY_WITHDRAW)),
                of(
                        474,
                        "a clock that is off is told",
                        "requests are stamped, and refused for it",
                        Need.NOTHING,
                        PreflightCases::tellsClock),
                of(
                        475,
                        "looking an account over changes nothing there",
                        "it is done at any time, also on an account that trades",
                        Need.of(Capability.LIMIT_ORDER),
                        PreflightCases::changesNothing),
                of(
                        476,
                        "a venue that cannot be reached is a finding, not an exception",
                        "whoever asks wants to know why",
                        Need.of(WireFault.UNAVAILABLE),
                        PreflightCases::findsOutage),
                of(
                        477,
                        "the position mode is one of the two, or not known",
                        "an order in the wrong mode opens what it should close",
                        Need.NOTHING,
                        PreflightCases::tellsMode));
    }

    private static ContractCase of(
            int number, String title, String why, Need need, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.PREFLIGHT, title, why, need, body);
    }

    private static Preflight look(Bench bench) {
        Preflight preflight = bench.rig().connection().preflight();
        bench.tell(preflight);
        bench.require(
                !preflight.findings().isEmpty()
                        && preflight.findings().stream()
                                .noneMatch(finding ->
                                        finding.check().isBlank() || finding.words().isBlank()),
                "every check has a name and words: " + preflight);
        return preflight;
    }

    private static void passes(Bench bench) {
        Preflight preflight = look(bench);
        bench.require(preflight.passed(), "nothing speaks against trading: " + preflight);
    }

    private static Preflight with(Bench bench, Flaw flaw) {
        Preflight preflight =
                bench.rig()
                        .preflightWith(flaw)
                        .orElseThrow(() -> new NotShown("the simulator cannot show " + flaw));
        bench.tell(preflight);
        return preflight;
    }

    private static void fails(Bench bench, Flaw flaw) {
        Preflight preflight = with(bench, flaw);
        bench.require(!preflight.passed(), flaw + " speaks against trading: " + preflight);
    }

    private static void tellsClock(Bench bench) {
        Preflight preflight = with(bench, Flaw.CLOCK_AHEAD);
        boolean told =
                preflight.clockOffset() != null
                        && preflight.clockOffset().compareTo(Duration.ofMinutes(55)) > 0;
        boolean judged =
                preflight.findings().stream()
                        .anyMatch(finding -> finding.grade() != Preflight.Grade.PASSED);
        bench.require(told && judged, "an hour is told, and judged: " + preflight);
    }

    private static void changesNothing(Bench bench) {
        var _ = bench.working(bench.requests().resting(Side.BUY));
        int submits = bench.broker().received(Ask.SUBMIT);
        int cancels = bench.broker().received(Ask.CANCEL);
        List<?> before = bench.broker().orders();
        Preflight _ = look(bench);
        bench.require(
                bench.broker().received(Ask.SUBMIT) == submits
                        && bench.broker().received(Ask.CANCEL) == cancels
                        && bench.broker().orders().equals(before),
                "orders are what they were");
    }

    private static void findsOutage(Bench bench) {
        bench.broker().inject(WireFault.UNAVAILABLE, Ask.OTHER, 20);
        bench.broker().inject(WireFault.UNAVAILABLE, Ask.HOLDINGS, 20);
        bench.broker().inject(WireFault.UNAVAILABLE, Ask.OPEN_ORDERS, 20);
        Preflight preflight = bench.rig().connection().preflight();
        bench.tell(preflight);
        bench.require(!preflight.passed(), "an outage speaks against trading: " + preflight);
    }

    private static void tellsMode(Bench bench) {
        Preflight preflight = look(bench);
        bench.require(
                preflight.positionMode() == null || MODES.contains(preflight.positionMode()),
                "the position mode is one of " + MODES + ": " + preflight);
    }
}
