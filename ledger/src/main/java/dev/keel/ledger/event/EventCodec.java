package dev.keel.ledger.event;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.UserId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.JournalException;
import dev.keel.core.money.Asset;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.Violation;
import dev.keel.core.venue.Movement;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.time.Instant;

/**
 * Turns events into JSON and back. Stateless.
 *
 * <p>Every object has {@code type}, {@code version} and {@code at}; a change of an order has a type
 * of its own. To add an event: a case in {@link #type}, one in {@link #write}, one in {@link
 * #read}, and a sample in {@code events.jsonl}. To change one: a version of its own, and the old
 * one still read.
 */
public final class EventCodec {
    /** All types are in their first version. */
    private static final long VERSION = 1;

    private EventCodec() {}

    public static EncodedEvent encode(AccountEvent event) {
        String type = type(event);
        String payload =
                JsonWriter.object(writer -> {
                    writer.text("type", type).number("version", VERSION).text("at", event.at());
                    write(writer, event);
                });
        return new EncodedEvent(type, event.at(), payload);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws JournalException if the text is no event of a type and version that is known here; it
     *     names account and sequence
     */
    public static AccountEvent decode(AccountId account, long sequence, String payload) {
        try {
            JsonFields fields = JsonFields.parse(payload);
            String type = fields.text("type");
            long version = fields.integer("version");
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version " + version + " of type '" + type + "' is not known");
            }
            return read(type, fields);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "event " + sequence + " of account " + account + ": " + e.getMessage(), e);
        }
    }

    /** The name of an event's type. */
    public static String type(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Opened _ -> "opened";
            case AccountEvent.FundsMoved _ -> "funds_moved";
            case AccountEvent.InstrumentListed _ -> "instrument_listed";
            case AccountEvent.SettingsChanged _ -> "settings_changed";
            case AccountEvent.Halted _ -> "halted";
            case AccountEvent.Resumed _ -> "resumed";
            case AccountEvent.EquityMarked _ -> "equity_marked";
            case AccountEvent.SignalHeld _ -> "signal_held";
            case AccountEvent.SignalDeclined _ -> "signal_declined";
            case AccountEvent.SignalExecuted _ -> "signal_executed";
            case AccountEvent.OrderPlaced _ -> "order_placed";
            case AccountEvent.OrderRefused _ -> "order_refused";
            case AccountEvent.OrderChanged changed -> OrderChangeJson.type(changed.change());
            case AccountEvent.AmendRequested _ -> "amend_requested";
            case AccountEvent.ExternalTraded _ -> "external_traded";
            case AccountEvent.ExternalOrdersSeen _ -> "external_orders_seen";
            case AccountEvent.HistoryRead _ -> "history_read";
            case AccountEvent.DifferenceFound _ -> "difference_found";
            case AccountEvent.DifferenceResolved _ -> "difference_resolved";
            case AccountEvent.PositionNaked _ -> "position_naked";
            case AccountEvent.PositionCovered _ -> "position_covered";
            case AccountEvent.Alarmed _ -> "alarmed";
        };
    }

    private static void write(JsonWriter writer, AccountEvent event) {
        switch (event) {
            case AccountEvent.Opened(var _, var profile, var settings) ->
                    writer.child("account", account -> writeProfile(account, profile))
                            .child("settings", inner -> SettingsJson.write(inner, settings));
            case AccountEvent.FundsMoved(
                            var _,
                            var amount,
                            var reference,
                            var kind,
                            var instrument) ->
                    writer.text("asset", amount.asset())
                            .decimal("amount", amount.amount())
                            .text("reference", reference)
                            .optionalText("kind", kind == Movement.Kind.TRANSFER ? null : kind)
                            .optionalText("instrument", instrument);
            case AccountEvent.InstrumentListed(var _, var instrument) ->
                    writer.child("instrument", inner -> InstrumentJson.write(inner, instrument));
            case AccountEvent.SettingsChanged(var _, var settings, var who) ->
                    writer.child("settings", inner -> SettingsJson.write(inner, settings))
                            .text("who", who);
            case AccountEvent.Halted(var _, var scope, var level, var reason, var who) -> {
                SafetyJson.writeScope(writer, scope);
                SafetyJson.writeLevel(writer, level);
                writer.text("reason", reason).text("who", who);
            }
            case AccountEvent.Resumed(var _, var scope, var who) -> {
                SafetyJson.writeScope(writer, scope);
                writer.text("who", who);
            }
            case AccountEvent.EquityMarked(var _, var marks) -> writeMarks(writer, marks);
            case AccountEvent.SignalHeld(var _, var signal, var expiresAt) ->
                    writer.child("signal", inner -> SignalJson.write(inner, signal))
                            .text("expires_at", expiresAt);
            case AccountEvent.SignalDeclined(
                            var _,
                            var signal,
                            var reason,
                            var detail,
                            var checks) -> {
                writer.child("signal", inner -> SignalJson.write(inner, signal))
                        .text("reason", reason)
                        .text("detail", detail);
                SafetyJson.writeChecks(writer, checks);
            }
            case AccountEvent.SignalExecuted(var _, var signal, var order) ->
                    writer.child("signal", inner -> SignalJson.write(inner, signal))
                            .text("order", order);
            case AccountEvent.OrderPlaced(
                            var _,
                            var order,
                            var request,
                            var origin,
                            var reference,
                            var checks) -> {
                writer.text("order", order)
                        .child("request", inner -> OrderJson.write(inner, request))
                        .child("origin", inner -> OriginJson.write(inner, origin))
                        .decimal("reference", reference.value());
                SafetyJson.writeChecks(writer, checks);
            }
            case AccountEvent.OrderRefused(
                            var _,
                            var order,
                            var request,
                            var origin,
                            var violations) ->
                    writer.text("order", order)
                            .child("request", inner -> OrderJson.write(inner, request))
                            .child("origin", inner -> OriginJson.write(inner, origin))
                            .children("violations", violations, EventCodec::writeViolation);
            case AccountEvent.OrderChanged(var _, var order, var change) -> {
                writer.text("order", order);
                OrderChangeJson.write(writer, change);
            }
            case AccountEvent.AmendRequested(var _, var order, var replacement, var key, var who) ->
                    writer.text("order", order)
                            .child("replacement", inner -> OrderJson.write(inner, replacement))
                            .text("key", key)
                            .text("who", who);
            case AccountEvent.ExternalTraded(var _, var trade) ->
                    VenueJson.writeTrade(writer, trade);
            case AccountEvent.ExternalOrdersSeen(var _, var orders) ->
                    writer.children("orders", orders, VenueJson::writeOrder);
            case AccountEvent.HistoryRead(var _, var cursor, var covered) ->
                    writer.text("cursor", cursor)
                            .children("covered", covered, SafetyJson::writeKey);
            case AccountEvent.DifferenceFound(var _, var difference) ->
                    SafetyJson.writeDifference(writer, difference);
            case AccountEvent.DifferenceResolved(var _, var number, var evidence) -> {
                writer.number("number", number);
                OrderChangeJson.writeEvidence(writer, evidence);
            }
            case AccountEvent.PositionNaked(var _, var instrument) ->
                    writer.text("instrument", instrument);
            case AccountEvent.PositionCovered(var _, var instrument) ->
                    writer.text("instrument", instrument);
            case AccountEvent.Alarmed(var _, var kind, var instrument, var detail) ->
                    writer.text("kind", kind)
                            .optionalText("instrument", instrument)
                            .text("detail", detail);
        }
    }

    private static AccountEvent read(String type, JsonFields fields) {
        Instant at = fields.instant("at");
        return switch (type) {
            case "opened" ->
                    new AccountEvent.Opened(
                            at,
                            readProfile(fields.child("account")),
                            SettingsJson.read(fields.child("settings")));
            case "funds_moved" ->
                    new AccountEvent.FundsMoved(
                            at,
                            MoneyJson.read(fields, "amount"),
                            fields.text("reference"),
                            fields.has("kind")
                                    ? fields.choice("kind", Movement.Kind.class)
                                    : Movement.Kind.TRANSFER,
                            SafetyJson.readInstrument(fields));
            case "instrument_listed" ->
                    new AccountEvent.InstrumentListed(
                            at, InstrumentJson.read(fields.child("instrument")));
            case "settings_changed" ->
                    new AccountEvent.SettingsChanged(
                            at, SettingsJson.read(fields.child("settings")), fields.text("who"));
            case "halted" ->
                    new AccountEvent.Halted(
                            at,
                            SafetyJson.readScope(fields),
                            SafetyJson.readLevel(fields),
                            fields.text("reason"),
                            fields.text("who"));
            case "resumed" ->
                    new AccountEvent.Resumed(at, SafetyJson.readScope(fields), fields.text("who"));
            case "equity_marked" -> new AccountEvent.EquityMarked(at, readMarks(fields));
            case "signal_held" ->
                    new AccountEvent.SignalHeld(
                            at,
                            SignalJson.read(fields.child("signal")),
                            fields.instant("expires_at"));
            case "signal_declined" ->
                    new AccountEvent.SignalDeclined(
                            at,
                            SignalJson.read(fields.child("signal")),
                            fields.choice("reason", DeclineReason.class),
                            fields.text("detail"),
                            SafetyJson.readChecks(fields));
            case "signal_executed" ->
                    new AccountEvent.SignalExecuted(
                            at,
                            SignalJson.read(fields.child("signal")),
                            OrderId.parse(fields.text("order")));
            case "order_placed" ->
                    new AccountEvent.OrderPlaced(
                            at,
                            OrderId.parse(fields.text("order")),
                            OrderJson.read(fields.child("request")),
                            OriginJson.read(fields.child("origin")),
                            fields.price("reference"),
                            SafetyJson.readChecks(fields));
            case "amend_requested" ->
                    new AccountEvent.AmendRequested(
                            at,
                            OrderId.parse(fields.text("order")),
                            OrderJson.read(fields.child("replacement")),
                            new ClientKey(fields.text("key")),
                            fields.text("who"));
            case "external_traded" ->
                    new AccountEvent.ExternalTraded(at, VenueJson.readTrade(fields));
            case "external_orders_seen" ->
                    new AccountEvent.ExternalOrdersSeen(
                            at,
                            fields.children("orders").stream().map(VenueJson::readOrder).toList());
            case "history_read" ->
                    new AccountEvent.HistoryRead(
                            at,
                            fields.text("cursor"),
                            fields.children("covered").stream().map(SafetyJson::readKey).toList());
            case "difference_found" ->
                    new AccountEvent.DifferenceFound(at, SafetyJson.readDifference(fields));
            case "difference_resolved" ->
                    new AccountEvent.DifferenceResolved(
                            at, fields.integer("number"), OrderChangeJson.readEvidence(fields));
            case "position_naked" ->
                    new AccountEvent.PositionNaked(at, InstrumentId.of(fields.text("instrument")));
            case "position_covered" ->
                    new AccountEvent.PositionCovered(
                            at, InstrumentId.of(fields.text("instrument")));
            case "alarmed" ->
                    new AccountEvent.Alarmed(
                            at,
                            fields.choice("kind", AlarmKind.class),
                            SafetyJson.readInstrument(fields),
                            fields.text("detail"));
            case "order_refused" ->
                    new AccountEvent.OrderRefused(
                            at,
                            OrderId.parse(fields.text("order")),
                            OrderJson.read(fields.child("request")),
                            OriginJson.read(fields.child("origin")),
                            fields.children("violations").stream()
                                    .map(EventCodec::readViolation)
                                    .toList());
            default -> {
                OrderChange change = OrderChangeJson.read(type, fields);
                yield new AccountEvent.OrderChanged(
                        at, OrderId.parse(fields.text("order")), change);
            }
        };
    }

    private static void writeProfile(JsonWriter writer, AccountProfile profile) {
        writer.text("id", profile.id())
                .text("currency", profile.currency())
                .number("number", profile.number())
                .optionalText("user", profile.user().equals(UserId.OWNER) ? null : profile.user());
    }

    private static AccountProfile readProfile(JsonFields fields) {
        return new AccountProfile(
                AccountId.of(fields.text("id")),
                fields.has("user") ? new UserId(fields.text("user")) : UserId.OWNER,
                Asset.of(fields.text("currency")),
                fields.smallInteger("number"));
    }

    private static void writeMarks(JsonWriter writer, EquityMarks marks) {
        writer.text("asset", marks.peak().asset())
                .number("day", marks.day())
                .decimal("day_open", marks.dayOpen().amount())
                .number("week", marks.week())
                .decimal("week_open", marks.weekOpen().amount())
                .decimal("peak", marks.peak().amount());
    }

    private static EquityMarks readMarks(JsonFields fields) {
        return new EquityMarks(
                fields.integer("day"),
                MoneyJson.read(fields, "day_open"),
                fields.integer("week"),
                MoneyJson.read(fields, "week_open"),
                MoneyJson.read(fields, "peak"));
    }

    private static void writeViolation(JsonWriter writer, Violation violation) {
        writer.text("reason", violation.reason())
                .text("limit", violation.limit())
                .text("actual", violation.actual());
    }

    private static Violation readViolation(JsonFields fields) {
        return new Violation(
                fields.choice("reason", RefusalReason.class),
                fields.text("limit"),
                fields.text("actual"));
    }
}
