package dev.keel.venues.fix.dialect;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueProfile;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.dialect.FixDialect.CancelOnDisconnect;
import dev.keel.venues.fix.dialect.FixDialect.Duplicates;
import dev.keel.venues.fix.dialect.FixDialect.HeartBeat;
import dev.keel.venues.fix.dialect.FixDialect.Identity;
import dev.keel.venues.fix.dialect.FixDialect.Ids;
import dev.keel.venues.fix.dialect.FixDialect.Limits;
import dev.keel.venues.fix.dialect.FixDialect.Logon;
import dev.keel.venues.fix.dialect.FixDialect.Orders;
import dev.keel.venues.fix.dialect.FixDialect.Peers;
import dev.keel.venues.fix.dialect.FixDialect.QuantityUnit;
import dev.keel.venues.fix.dialect.FixDialect.Recovery;
import dev.keel.venues.fix.dialect.FixDialect.Resend;
import dev.keel.venues.fix.dialect.FixDialect.Reset;
import dev.keel.venues.fix.dialect.FixDialect.Session;
import dev.keel.venues.fix.dialect.FixDialect.Transport;
import dev.keel.venues.fix.dialect.FixDialect.Uniqueness;
import dev.keel.venues.fix.transport.FixVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dialects that come with Keel, and how a file of one is read. */
public final class Dialects {
    private static final List<String> NAMES =
            List.of(
                    "fix-binance",
                    "fix-coinbase",
                    "fix-ctrader",
                    "fix-generic-42",
                    "fix-generic-44",
                    "fix-generic-50sp2");
    private static final List<String> TYPES = List.of("MARKET", "LIMIT", "STOP", "STOP_LIMIT");
    private static final List<String> TIMED =
            List.of("MARKET", "LIMIT", "STOP", "STOP_LIMIT", MessageForm.POST_ONLY);
    private static final int STOP_PRICE = 99;
    private static final List<String> TIMES = List.of("GTC", "IOC", "FOK", "GTD");
    private static final List<String> TERMS = List.of("POST_ONLY", "REDUCE_ONLY");

    private Dialects() {}

    /** Every dialect, in the order of the venues' names. */
    public static List<FixDialect> all() {
        return NAMES.stream().map(Dialects::read).toList();
    }

    /**
     * The dialect of a venue.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FixDialect of(VenueId venue) {
        if (!NAMES.contains(venue.value())) {
            throw new IllegalArgumentException(
                    "venue must be one of " + NAMES + ", was '" + venue + "'");
        }
        return read(venue.value());
    }

    private static FixDialect read(String name) {
        try (InputStream stream = Dialects.class.getResourceAsStream(name + ".properties")) {
            if (stream == null) {
                throw new IllegalStateException("dialect " + name + " is missing");
            }
            return parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("dialect " + name + " cannot be read", e);
        }
    }

    /**
     * Reads a dialect.
     *
     * @throws IllegalArgumentException if anything in it is missing, wrong or not known: file and
     *     field are named
     */
    static FixDialect parse(String name, String text) {
        DialectFile file = new DialectFile(name, text);
        SortedMap<String, String> deviations = file.group("deviation.");
        SortedMap<String, String> unconfirmed = file.group("unconfirmed.");
        unconfirmed
                .keySet()
                .forEach(field ->
                        file.require(
                                file.has(field),
                                "unconfirmed." + field,
                                "must name a field of it"));
        FixDialect dialect =
                new FixDialect(
                        identity(name, file),
                        session(file),
                        logon(file),
                        ids(file),
                        orders(file),
                        recovery(file),
                        unconfirmed,
                        List.copyOf(deviations.values()));
        file.finish();
        check(file, dialect);
        return dialect;
    }

    private static Identity identity(String name, DialectFile file) {
        return new Identity(
                VenueId.of(name),
                file.text("name"),
                file.text("revision"),
                EnumSet.copyOf(file.words("kinds", InstrumentKind.class)),
                file.text("source"),
                file.text("prices.venue", ""));
    }

    private static Session session(DialectFile file) {
        return new Session(
                version(file),
                new TreeSet<>(file.list("session.roles")),
                new Peers(
                        file.text("session.target", ""),
                        file.text("session.sender-sub", ""),
                        file.text("session.target-sub", "")),
                file.word("session.reset", Reset.class),
                file.text("session.reset-at", ""),
                file.word("session.resend", Resend.class),
                new HeartBeat(
                        file.number("session.heartbeat.least", 1, 300),
                        file.number("session.heartbeat.most", 1, 300),
                        file.number("session.heartbeat.usual", 1, 300)),
                new Limits(
                        file.word("session.transport", Transport.class),
                        file.number("session.timestamp-decimals", 0, 9),
                        file.number("session.messages-per-second", 0, 99_999),
                        file.number("session.count", 0, 999)));
    }

    private static FixVersion version(DialectFile file) {
        return switch (file.text("session.version")) {
            case "4.2" -> FixVersion.FIX42;
            case "4.4" -> FixVersion.FIX44;
            case "5.0SP2" -> FixVersion.FIX50SP2;
            default -> throw file.wrong("session.version", "must be 4.2, 4.4 or 5.0SP2");
        };
    }

    private static Logon logon(DialectFile file) {
        String word = file.text("logon.authentication");
        Optional<Authentication> authentication = Authentication.of(word);
        file.require(
                authentication.isPresent(),
                "logon.authentication",
                "must be one of " + List.of(Authentication.values()));
        List<String> parts = file.list("logon.cancel-on-disconnect");
        file.require(
                parts.isEmpty() || parts.size() == 3,
                "logon.cancel-on-disconnect",
                "must be a tag, the value that cancels and the value that keeps");
        return new Logon(
                authentication.orElseThrow(),
                file.taggedValues("logon.extra"),
                parts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new CancelOnDisconnect(
                                        Integer.parseInt(parts.get(0)),
                                        parts.get(1),
                                        parts.get(2))));
    }

    private static Ids ids(DialectFile file) {
        return new Ids(
                file.word("ids.form", ClientIds.Form.class),
                file.number("ids.length", 18, 255),
                file.word("ids.uniqueness", Uniqueness.class),
                file.word("ids.duplicates", Duplicates.class),
                file.word("ids.cancel-echo", FixDialect.CancelEcho.class),
                file.yes("ids.order-id-stable"),
                file.yes("ids.sees-whole-account"));
    }

    private static Orders orders(DialectFile file) {
        SortedMap<Integer, Integer> fees = new TreeMap<>();
        file.taggedValues("orders.fees")
                .forEach((tag, asset) -> {
                    file.require(
                            asset.matches("[0-9]{1,6}"), "orders.fees", "must be pairs of tags");
                    fees.put(tag, Integer.parseInt(asset));
                });
        return new Orders(
                file.tags("orders.symbol-tags"),
                file.word("orders.unit", QuantityUnit.class),
                file.pairs("orders.types", TYPES),
                file.pairs("orders.times-in-force", TIMES),
                file.pairs("orders.terms", TERMS),
                fees,
                file.tags("orders.code-tags"),
                form(file));
    }

    private static MessageForm form(DialectFile file) {
        List<String> timed = file.list("orders.timed");
        timed.forEach(word ->
                file.require(TIMED.contains(word), "orders.timed", "must be among " + TIMED));
        return new MessageForm(
                file.has("orders.trade-id-tag")
                        ? file.number("orders.trade-id-tag", 1, 999_999)
                        : 0,
                Set.copyOf(file.tags("orders.order-omits")),
                Set.copyOf(file.tags("orders.cancel-omits")),
                new TreeSet<>(timed.isEmpty() ? TIMED : timed),
                trigger(file));
    }

    private static MessageForm.Trigger trigger(DialectFile file) {
        List<String> parts = file.list("orders.trigger-direction");
        file.require(
                parts.isEmpty() || (parts.size() == 3 && parts.getFirst().matches("[0-9]{1,6}")),
                "orders.trigger-direction",
                "must be a tag, the word for up and the word for down");
        return new MessageForm.Trigger(
                file.has("orders.trigger-tag")
                        ? file.number("orders.trigger-tag", 1, 999_999)
                        : STOP_PRICE,
                file.taggedValues("orders.trigger-extra"),
                parts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new MessageForm.Direction(
                                        Integer.parseInt(parts.get(0)),
                                        parts.get(1),
                                        parts.get(2))));
    }

    private static Recovery recovery(DialectFile file) {
        return new Recovery(
                file.words("recovery.plan", RecoveryStep.class),
                new VenueProfile(
                        file.seconds("recovery.request-validity-seconds"),
                        file.seconds("recovery.absence-means-nothing-seconds"),
                        file.seconds("recovery.answer-patience-seconds")),
                file.seconds("recovery.window-seconds"),
                file.has("recovery.expire-tag")
                        ? file.number("recovery.expire-tag", 1, 999_999)
                        : 0,
                file.text("recovery.no-orders", ""),
                file.tags("recovery.range-tags"),
                file.text("recovery.rest-venue", ""));
    }

    /** What must fit together. */
    private static void check(DialectFile file, FixDialect dialect) {
        HeartBeat beat = dialect.session().heartBeat();
        file.require(
                beat.least() <= beat.usual() && beat.usual() <= beat.most(),
                "session.heartbeat.usual",
                "must be between least and most");
        file.require(
                !dialect.orders().symbolTags().isEmpty(),
                "orders.symbol-tags",
                "must name at least one tag");
        boolean newer = dialect.hasMassQueries();
        for (RecoveryStep step :
                List.of(
                        RecoveryStep.MASS_STATUS,
                        RecoveryStep.TRADE_CAPTURE,
                        RecoveryStep.POSITIONS)) {
            file.require(
                    newer || !dialect.recovers(step),
                    "recovery.plan",
                    "must not have " + step + ": FIX 4.2 knows no such message");
        }
        file.require(
                !dialect.recovers(RecoveryStep.SESSION_REPLAY)
                        || (dialect.session().reset() != Reset.EACH_LOGON
                                && dialect.session().resend() == Resend.FULL),
                "recovery.plan",
                "must not have SESSION_REPLAY where numbers begin anew or nothing is sent again");
        file.require(
                !dialect.recovers(RecoveryStep.EXEC_RANGE)
                        || dialect.recovery().rangeTags().size() == 2,
                "recovery.range-tags",
                "must name two tags");
        file.require(
                dialect.recovers(RecoveryStep.REST_QUERY)
                        == !dialect.recovery().restVenue().isEmpty(),
                "recovery.rest-venue",
                "must be given where the plan has REST_QUERY, and nowhere else");
        file.require(
                dialect.session().reset() != Reset.SCHEDULE
                        || !dialect.session().resetAt().isEmpty(),
                "session.reset-at",
                "must be given where the numbers begin anew on a schedule");
        int longest = dialect.ids().form() == ClientIds.Form.PLAIN ? 20 : 36;
        file.require(
                dialect.ids().length() >= longest,
                "ids.length",
                "must be at least " + longest + ", the length of a cancel's id");
        file.require(
                dialect.ids().duplicates() != Duplicates.REFUSED
                        || dialect.ids().uniqueness() != Uniqueness.OPEN
                        || !deviationsMissing(dialect),
                "deviation.1",
                "must say that an id may come again once its order has ended");
    }

    private static boolean deviationsMissing(FixDialect dialect) {
        return dialect.deviations().isEmpty();
    }
}
