package dev.keel.venues.certification.cases;

import dev.keel.core.order.Order;
import dev.keel.core.order.Side;
import dev.keel.venues.certification.Bench;
import dev.keel.venues.certification.CaseGroup;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.Dialogue;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.certification.Need;
import dev.keel.venues.certification.NotShown;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import java.util.List;

/**
 * Keys that are planted are found nowhere. The check after every case looks for them; these cases
 * give the connector reason to speak of them.
 */
final class SecretCases {
    private static final List<WireFault> TALKATIVE =
            List.of(
                    WireFault.SERVER_ERROR,
                    WireFault.FORBIDDEN,
                    WireFault.SUCCESS_PAGE,
                    WireFault.CUT_BODY,
                    WireFault.EMPTY_OBJECT,
                    WireFault.DROPPED_AFTER,
                    WireFault.VENUE_UNLISTED_CODE);

    private SecretCases() {}

    static List<ContractCase> all() {
        return List.of(
                of(
                        491,
                        "keys are planted, and appear nowhere when all goes well",
                        "whoever reads a log must not be able to trade",
                        SecretCases::keepsSecrets),
                of(
                        492,
                        "errors carry no key",
                        "libraries put the whole request, signature and all, into their errors",
                        SecretCases::errorsKeepSecrets),
                of(
                        493,
                        "a refusal of wrong keys does not repeat them",
                        "it is the error that people paste into a forum",
                        SecretCases::refusalsKeepSecrets),
                of(
                        494,
                        "no object that holds a key prints it",
                        "one careless line of a log is enough",
                        SecretCases::objectsKeepSecrets));
    }

    private static ContractCase of(int number, String title, String why, ContractCase.Body body) {
        return new ContractCase(number, CaseGroup.SECRETS, title, why, Need.NOTHING, body);
    }

    private static void requirePlanted(Bench bench) {
        boolean needsSecrets =
                bench.rig().info().credentials().stream()
                        .anyMatch(field -> field.secrecy() == ConnectorInfo.Secrecy.SECRET);
        if (!needsSecrets) {
            throw new NotShown("the connector knows no secrets");
        }
        bench.require(!bench.rig().secrets().isEmpty(), "the rig has planted secrets");
        bench.require(
                bench.rig().secrets().stream().allMatch(secret -> secret.length() >= 12),
                "the planted secrets cannot occur by chance");
    }

    private static void keepsSecrets(Bench bench) {
        requirePlanted(bench);
        Order order = bench.working(bench.requests().resting(Side.BUY));
        bench.tell(new Dialogue(bench).statement(null));
        bench.venue().cancel(order);
        bench.giveTime(order);
        bench.require(!bench.broker().wire().isEmpty(), "the simulator keeps what it receives");
    }

    private static void errorsKeepSecrets(Bench bench) {
        requirePlanted(bench);
        Order working = bench.working(bench.requests().resting(Side.BUY));
        for (WireFault fault : TALKATIVE) {
            if (!bench.broker().faults().contains(fault)) {
                continue;
            }
            bench.broker().inject(fault, Ask.SUBMIT, 1);
            Order order = bench.submit(bench.requests().resting(Side.BUY));
            bench.giveTime(order);
            bench.broker().inject(fault, Ask.QUERY, 1);
            bench.tell(new Dialogue(bench).query(working));
            bench.broker().inject(fault, Ask.HOLDINGS, 1);
            bench.tell(new Dialogue(bench).statement(null));
        }
    }

    private static void refusalsKeepSecrets(Bench bench) {
        requirePlanted(bench);
        Preflight preflight =
                bench.rig()
                        .preflightWith(Flaw.WRONG_KEYS)
                        .orElseThrow(() -> new NotShown("the simulator cannot show wrong keys"));
        bench.tell(preflight);
    }

    private static void objectsKeepSecrets(Bench bench) {
        requirePlanted(bench);
        bench.tell(bench.rig().connection());
        bench.tell(bench.venue());
        bench.tell(bench.rig().info());
        bench.tell(bench.rig().connection().preflight());
        bench.tell(bench.rig().connection().instruments());
        bench.tell(bench.venue().profile());
    }
}
