package dev.keel.venues.ccxt.answer;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.Transport;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.table.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the answers of one venue. The class of the library's error is not looked at, but to tell a
 * silence from a broken line: the same class stands for refusals and for unknown outcomes.
 */
public final class Answers {
    /** The library's name for it. */
    private static final String NOT_FOUND = "OrderNotFound";

    private static final int LONGEST = 200;

    private final AnswerForm form;
    private final OutcomeTable table;
    private final ClientIds clientIds;

    private Answers(AnswerForm form, OutcomeTable table, ClientIds clientIds) {
        this.form = form;
        this.table = table;
        this.clientIds = clientIds;
    }

    /**
     * The reader of a reviewed venue.
     *
     * @throws IllegalArgumentException if it has no table
     */
    public static Answers of(String venue, ClientIds clientIds) {
        return new Answers(AnswerForm.of(venue), OutcomeTable.load(venue), clientIds);
    }

    /**
     * What became of a new order. A success is one only if it names an order in the venue's own
     * form, and our id where the venue repeats it.
     */
    public Outcome submit(OrderId order, HostReply reply) {
        return switch (reply) {
            case HostReply.Returned(JsonNode value) -> accepted(order, value);
            case HostReply.Threw threw -> threw(Operation.SUBMIT, threw);
            case HostReply.Lost lost -> lost(Operation.SUBMIT, lost);
        };
    }

    /** An order that was kept back. */
    public Outcome notSent(String why) {
        return classify(Operation.SUBMIT, Transport.NOT_SENT, why);
    }

    /** What became of a cancel; a success is an acknowledgement, not the order's end. */
    public Outcome cancel(HostReply reply) {
        return answer(Operation.CANCEL, reply);
    }

    /** What came of asking for an order; a success has to be looked at. */
    public Outcome query(HostReply reply) {
        return answer(Operation.QUERY, reply);
    }

    private Outcome answer(Operation operation, HostReply reply) {
        return switch (reply) {
            case HostReply.Returned(JsonNode value) -> returned(operation, value);
            case HostReply.Threw threw -> threw(operation, threw);
            case HostReply.Lost lost -> lost(operation, lost);
        };
    }

    /** An answer that was let through may still carry the venue's refusal. */
    private Outcome returned(Operation operation, JsonNode value) {
        if (!value.isContainer()) {
            return classify(operation, Transport.GARBLED, "the answer is no object");
        }
        Optional<String> code = value.has("id") ? Optional.empty() : form.code(value);
        return code.isPresent()
                ? table.classify(operation, code.get(), form.said(value), null)
                : classify(operation, Transport.SUCCESS, "");
    }

    private Outcome accepted(OrderId order, JsonNode value) {
        Optional<String> id = Json.text(value, "id");
        if (id.isEmpty()) {
            return classify(Operation.SUBMIT, Transport.SUCCESS, "");
        }
        if (!form.isId(id.get())) {
            return classify(
                    Operation.SUBMIT,
                    Transport.GARBLED,
                    "the answer names '" + shortened(id.get()) + "', which is no order id");
        }
        Optional<String> echo = clientIds.text(value);
        if (echo.isPresent() && !echo.get().equals(order.toString())) {
            return classify(
                    Operation.SUBMIT,
                    Transport.GARBLED,
                    "the answer speaks of the order '" + shortened(echo.get()) + "'");
        }
        if (echo.isEmpty() && form.echo()) {
            return classify(
                    Operation.SUBMIT, Transport.GARBLED, "the answer does not repeat our id");
        }
        return table.classify(Operation.SUBMIT, Transport.SUCCESS, "", new VenueOrderId(id.get()));
    }

    private Outcome threw(Operation operation, HostReply.Threw threw) {
        if (threw.sent() == Sent.NO && operation != Operation.QUERY) {
            return classify(operation, Transport.NOT_SENT, said(threw));
        }
        Integer status = threw.status();
        if (status != null && status >= 500) {
            return classify(operation, Transport.SERVER_ERROR, "HTTP " + status);
        }
        Optional<JsonNode> body = body(threw);
        Optional<String> code = body.flatMap(form::code);
        if (code.isPresent()) {
            return table.classify(operation, code.get(), form.said(body.get()), null);
        }
        if (operation == Operation.QUERY && showsNone(threw, body)) {
            return new Outcome.Refused(NOT_FOUND, said(threw));
        }
        return classify(operation, transport(threw.error(), status), said(threw));
    }

    /**
     * A whole answer in which the venue says that all is well, and an empty list of orders: the
     * library makes an error of its own of it. An answer that is broken says nothing of the kind.
     */
    private boolean showsNone(HostReply.Threw threw, Optional<JsonNode> body) {
        return threw.error().equals(NOT_FOUND)
                && body.filter(form::isWell)
                        .filter(each -> each.path("data").isArray() && each.path("data").isEmpty())
                        .isPresent();
    }

    private static Transport transport(String error, @Nullable Integer status) {
        if (status != null) {
            return switch (status) {
                case 403, 418, 429 -> Transport.TURNED_AWAY;
                default -> Transport.GARBLED;
            };
        }
        return switch (error) {
            case "RequestTimeout" -> Transport.TIME_OUT;
            case "NetworkError", "ExchangeNotAvailable" -> Transport.CONNECTION_LOST;
            default -> Transport.GARBLED;
        };
    }

    private Outcome lost(Operation operation, HostReply.Lost lost) {
        return classify(
                operation,
                lost.sent() == Sent.NO ? Transport.NOT_SENT : Transport.TIME_OUT,
                shortened(lost.why()));
    }

    private Outcome classify(Operation operation, Transport transport, String words) {
        return table.classify(operation, transport, words, null);
    }

    /** The body as it came; else what the message quotes of it. */
    private static Optional<JsonNode> body(HostReply.Threw threw) {
        Optional<JsonNode> body = Optional.ofNullable(threw.body()).flatMap(Json::parse);
        if (body.isPresent()) {
            return body;
        }
        int begin = threw.message().indexOf('{');
        return begin < 0 ? Optional.empty() : Json.parse(threw.message().substring(begin));
    }

    private static String said(HostReply.Threw threw) {
        return shortened(threw.error() + " " + threw.message());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
