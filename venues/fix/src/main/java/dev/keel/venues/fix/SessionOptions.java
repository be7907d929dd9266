package dev.keel.venues.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.order.Numbers;
import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.Endpoint;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import dev.keel.venues.fix.transport.Timing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an account's options make of a dialect. An option that is not known is wrong, so that a slip
 * of the pen never goes unseen.
 *
 * @param logonFields what goes with every logon beside its proof
 * @param pricePlace whose prices the account is judged by; empty if none is named
 */
record SessionOptions(
        FixDialect dialect,
        VenueAccount account,
        SessionProfile session,
        List<FixMessage.Field> logonFields,
        InstrumentTable instruments,
        FixVenue.Settings settings,
        Optional<VenueAccount> pricePlace) {
    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the option that is missing, wrong or not known
     */
    static SessionOptions of(FixDialect base, VenueAccount account) {
        Options options = new Options(account.options());
        options.checkNames(base.recovers(RecoveryStep.REST_QUERY));
        FixDialect dialect =
                options.get("recovery.plan")
                        .map(plan -> base.withPlan(plan(base, plan)))
                        .orElse(base);
        return new SessionOptions(
                dialect,
                account,
                session(dialect, account, options),
                logonFields(dialect, options),
                InstrumentTable.of(
                        dialect.orders().unit(),
                        account.kind(),
                        account.instruments(),
                        account.options()),
                settings(options),
                PricePlace.of(base, account, options));
    }

    MarketData marketData(FixConnector.Ports ports) {
        return new FixMarketData(instruments, pricePlace, ports.prices(), ports.clock());
    }

    private static List<RecoveryStep> plan(FixDialect dialect, String text) {
        List<RecoveryStep> steps = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            steps.add(
                    Stream.of(RecoveryStep.values())
                            .filter(step -> step.name().equals(word.strip()))
                            .findFirst()
                            .orElseThrow(() ->
                                    Options.wrong(
                                            "recovery.plan",
                                            "must be among " + List.of(RecoveryStep.values()),
                                            word)));
        }
        boolean mass =
                steps.contains(RecoveryStep.MASS_STATUS)
                        || steps.contains(RecoveryStep.TRADE_CAPTURE)
                        || steps.contains(RecoveryStep.POSITIONS);
        if (mass && !dialect.hasMassQueries()) {
            throw Options.wrong("recovery.plan", "must not name what FIX 4.2 does not know", text);
        }
        if (steps.contains(RecoveryStep.REST_QUERY) != dialect.recovers(RecoveryStep.REST_QUERY)) {
            throw Options.wrong(
                    "recovery.plan", "must have REST_QUERY just as the dialect does", text);
        }
        if (steps.contains(RecoveryStep.DROPCOPY)) {
            throw Options.wrong(
                    "recovery.plan", "must not have DROPCOPY: no second session is opened", text);
        }
        if (steps.contains(RecoveryStep.EXEC_RANGE) && dialect.recovery().rangeTags().size() != 2) {
            throw Options.wrong("recovery.plan", "must not have EXEC_RANGE in this dialect", text);
        }
        return steps;
    }

    private static SessionProfile session(
            FixDialect dialect, VenueAccount account, Options options) {
        FixDialect.Peers peers = dialect.session().peers();
        CompIds ids =
                new CompIds(
                        options.required("senderCompId"),
                        options.get("senderSubId").or(() -> filled(peers.senderSub())),
                        options.get("targetCompId")
                                .or(() -> filled(peers.target()))
                                .orElseThrow(
                                        () -> Options.wrong("targetCompId", "must be given", "")),
                        options.get("targetSubId").or(() -> filled(peers.targetSub())));
        FixDialect.HeartBeat beat = dialect.session().heartBeat();
        int seconds = options.number("heartbeatSeconds", beat.usual(), beat.least(), beat.most());
        return SessionProfile.of(
                        account.venue() + "/" + account.account(),
                        dialect.version(),
                        account.environment(),
                        ids,
                        endpoint(account.environment(), options),
                        sequencing(dialect))
                .with(Timing.DEFAULT.withHeartbeat(Duration.ofSeconds(seconds)));
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static Endpoint endpoint(Environment environment, Options options) {
        String host = options.required("host");
        int port = options.number("port", 0, 1, 65_535);
        Optional<String> store = options.get("trustStore");
        if (store.isPresent()) {
            return Endpoint.tls(
                    host,
                    port,
                    new Endpoint.TrustStore(
                            Path.of(store.get()),
                            options.get("trustStoreType").orElse("PKCS12"),
                            options.get("trustStorePassword").orElse("changeit")));
        }
        return environment == Environment.LOCAL
                ? Endpoint.plain(host, port)
                : Endpoint.tls(host, port);
    }

    private static Sequencing sequencing(FixDialect dialect) {
        return switch (dialect.session().reset()) {
            case KEEP -> Sequencing.KEPT;
            case EACH_LOGON -> Sequencing.FRESH;
            case SCHEDULE ->
                    new Sequencing(
                            scheduled(dialect.session().resetAt()),
                            Sequencing.NextExpected.NOT_SAID,
                            0);
        };
    }

    /** Such as {@code Europe/London 22:00} or {@code Europe/London SATURDAY 22:00}. */
    private static Sequencing.Reset scheduled(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        return new Sequencing.Reset.Scheduled(
                ZoneId.of(parts.getFirst()),
                LocalTime.parse(parts.getLast()),
                parts.size() == 3
                        ? Optional.of(DayOfWeek.valueOf(parts.get(1).toUpperCase(Locale.ROOT)))
                        : Optional.empty());
    }

    /** Orders stay when the line drops, unless the account wants them cancelled. */
    private static List<FixMessage.Field> logonFields(FixDialect dialect, Options options) {
        List<FixMessage.Field> fields = new ArrayList<>();
        dialect.logon()
                .extra()
                .forEach((tag, value) -> fields.add(new FixMessage.Field(tag, value)));
        boolean cancels = options.word("onDisconnect", "keep", "cancel").equals("cancel");
        if (cancels && dialect.logon().cancelOnDisconnect().isEmpty()) {
            throw Options.wrong("onDisconnect", "must be keep at " + dialect.venue(), "cancel");
        }
        dialect.logon()
                .cancelOnDisconnect()
                .ifPresent(polarity ->
                        fields.add(
                                new FixMessage.Field(
                                        polarity.tag(),
                                        cancels ? polarity.cancels() : polarity.keeps())));
        return fields;
    }

    private static FixVenue.Settings settings(Options options) {
        Map<InstrumentId, BigDecimal> opening = new TreeMap<>();
        options.all()
                .forEach((name, value) -> {
                    if (name.startsWith("opening.")) {
                        opening.put(
                                InstrumentId.of(name.substring("opening.".length())),
                                Numbers.decimal(value)
                                        .orElseThrow(() ->
                                                Options.wrong(name, "must be a number", value)));
                    }
                });
        return new FixVenue.Settings(
                options.get("account").orElse(""),
                options.word("reduceOnly", "enforced", "unenforced").equals("unenforced"),
                options.word("holdings", "venue", "from-reports").equals("from-reports"),
                opening,
                options.word("doNotKnow", "alarm", "send").equals("send")
                        ? FixVenue.DoNotKnow.SEND_DK
                        : FixVenue.DoNotKnow.ALARM_ONLY);
    }
}
