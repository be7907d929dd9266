package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import dev.keel.venues.simulator.fix.Wire.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what has become of orders, in the words of the venue's version. */
final class Reporter {
    private static final String REJECTED = "-2010";

    private final FixServer server;
    private final String feeAsset;
    private int executions;
    private boolean muted;

    Reporter(FixServer server, String feeAsset) {
        this.server = server;
        this.feeAsset = feeAsset;
    }

    /** While muted nothing is said, now or later. */
    void mute(boolean quiet) {
        muted = quiet;
    }

    /** Something that happened to an order, as a request asked or unasked. */
    void happened(FixOrder order, String execType, String request) {
        Body body = report(order, execType, "S" + ++executions);
        if (!request.isEmpty()) {
            body.set(11, request).add(41, order.clientId);
        }
        send("8", body);
    }

    void rejected(FixOrder order, Refusal refusal) {
        Body body = report(order, "8", "S" + ++executions);
        if (server.dialect().ownTradeIds()) {
            body.remove(17).add(25016, REJECTED).add(58, refusal.words());
        } else {
            body.add(103, refusal.reason());
        }
        send("8", body);
    }

    void filled(FixOrder order, FixOrder.Trade trade) {
        String type = server.dialect().newer() ? "F" : order.left().signum() <= 0 ? "2" : "1";
        Body body = report(order, type, trade.execution()).set(60, trade.at());
        addTrade(body, trade);
        send("8", body);
    }

    void busted(FixOrder order, String execution, FixOrder.Trade trade) {
        Body body =
                server.dialect().newer()
                        ? report(order, "H", execution)
                        : report(order, order.status(), execution).set(20, "1");
        body.add(19, trade.execution());
        addTrade(body, trade);
        send("8", body);
    }

    void status(Message request, Optional<FixOrder> order) {
        Body body =
                order.map(this::status)
                        .orElseGet(() ->
                                new Body()
                                        .add(37, "NONE")
                                        .add(11, request.text(11))
                                        .add(17, "0")
                                        .add(150, server.dialect().newer() ? "I" : "8")
                                        .add(39, "8")
                                        .add(103, "5")
                                        .add(55, request.text(55))
                                        .add(54, request.text(54))
                                        .add(38, "0")
                                        .add(151, "0")
                                        .add(14, "0")
                                        .add(6, "0")
                                        .add(58, "unknown order"));
        if (!server.dialect().newer()) {
            body.set(20, "3");
        }
        request.get(790).ifPresent(id -> body.add(790, id));
        answer("8", body);
    }

    private Body status(FixOrder order) {
        return report(order, server.dialect().newer() ? "I" : order.status(), "0");
    }

    void massStatus(String id, List<FixOrder> orders) {
        if (orders.isEmpty()) {
            answer(
                    "8",
                    new Body()
                            .add(37, "NONE")
                            .add(17, "0")
                            .add(150, "I")
                            .add(39, "8")
                            .add(584, id)
                            .add(911, "0")
                            .add(912, "Y"));
        }
        for (int i = 0; i < orders.size(); i++) {
            answer(
                    "8",
                    status(orders.get(i))
                            .add(584, id)
                            .add(911, Integer.toString(orders.size()))
                            .add(912, i == orders.size() - 1 ? "Y" : "N"));
        }
    }

    void trades(String id, List<FixOrder> orders) {
        int count = orders.stream().mapToInt(order -> order.trades.size()).sum();
        answer(
                "AQ",
                new Body()
                        .add(568, id)
                        .add(569, "0")
                        .add(748, Integer.toString(count))
                        .add(749, "0")
                        .add(750, "0"));
        for (FixOrder order : orders) {
            for (FixOrder.Trade trade : order.trades) {
                Body body =
                        new Body()
                                .add(571, "T-" + trade.execution())
                                .add(568, id)
                                .add(487, "0")
                                .add(150, "F")
                                .add(17, trade.execution())
                                .add(37, order.venueId)
                                .add(11, order.clientId)
                                .add(55, order.instrument.symbol())
                                .add(54, side(order))
                                .add(60, trade.at());
                addTrade(body, trade);
                answer("AE", body);
            }
        }
    }

    void positions(String id, Map<InstrumentId, BigDecimal> positions) {
        List<Map.Entry<InstrumentId, BigDecimal>> held =
                positions.entrySet().stream()
                        .filter(entry -> entry.getValue().signum() != 0)
                        .toList();
        if (held.isEmpty()) {
            answer("AO", new Body().add(710, id).add(727, "0").add(728, "2").add(729, "0"));
        }
        for (Map.Entry<InstrumentId, BigDecimal> each : held) {
            boolean isLong = each.getValue().signum() > 0;
            answer(
                    "AP",
                    new Body()
                            .add(721, "P-" + each.getKey())
                            .add(710, id)
                            .add(727, Integer.toString(held.size()))
                            .add(728, "0")
                            .add(55, each.getKey().symbol())
                            .add(702, "1")
                            .add(703, "TQ")
                            .add(isLong ? 704 : 705, each.getValue().abs().toPlainString()));
        }
    }

    void cancelRefused(Message request, String venueId, String status, String reason) {
        answer(
                "9",
                new Body()
                        .add(37, venueId)
                        .add(11, request.text(11))
                        .add(41, request.text(41))
                        .add(39, status)
                        .add(434, "1")
                        .add(102, reason));
    }

    /** A field that the message must not hold. */
    void notDefined(Message request, int tag) {
        send(
                "3",
                new Body()
                        .add(45, request.text(34))
                        .add(371, Integer.toString(tag))
                        .add(372, request.type())
                        .add(373, "2")
                        .add(58, "Tag not defined for this message type"));
    }

    /** A refusal that is one, in the form that fits what was asked. */
    void refuse(Message request) {
        if (!request.type().equals("D")) {
            send(
                    "j",
                    new Body()
                            .add(45, request.text(34))
                            .add(372, request.type())
                            .add(380, "0")
                            .add(58, "refused"));
            return;
        }
        send(
                "8",
                new Body()
                        .add(37, "NONE")
                        .add(11, request.text(11))
                        .add(17, "S" + ++executions)
                        .add(20, "0")
                        .add(150, "8")
                        .add(39, "8")
                        .add(55, request.text(55))
                        .add(54, request.text(54))
                        .add(38, request.text(38))
                        .add(151, "0")
                        .add(14, "0")
                        .add(6, "0")
                        .addAll(
                                server.dialect().ownTradeIds()
                                        ? Map.of(25016, REJECTED, 58, Refusal.TOO_LITTLE.words())
                                        : Map.of(103, "3", 58, "order exceeds limit")));
    }

    void unsupported(Message request) {
        answer(
                "j",
                new Body()
                        .add(45, request.text(34))
                        .add(372, request.type())
                        .add(380, "3")
                        .add(58, "Unsupported Message Type"));
    }

    private Body report(FixOrder order, String execType, String execution) {
        Body body = new Body().add(37, order.venueId).add(11, order.clientId).add(17, execution);
        if (!server.dialect().newer()) {
            body.add(20, "0");
        }
        return body.add(150, execType)
                .add(39, order.status())
                .add(55, order.instrument.symbol())
                .add(54, side(order))
                .add(38, order.quantity.toPlainString())
                .add(151, order.isOpen() ? order.left().toPlainString() : "0")
                .add(14, order.filled.toPlainString())
                .add(6, average(order))
                .add(60, server.now());
    }

    private void addTrade(Body body, FixOrder.Trade trade) {
        body.add(32, trade.quantity().toPlainString()).add(31, trade.price().toPlainString());
        String fee = trade.fee().toPlainString();
        if (server.dialect().ownTradeIds()) {
            body.add(1003, trade.id()).add(136, "1").add(137, fee).add(138, feeAsset).add(139, "4");
        } else {
            body.add(12, fee).add(13, "3");
        }
    }

    private static String side(FixOrder order) {
        return order.side == Side.BUY ? "1" : "2";
    }

    private static String average(FixOrder order) {
        return order.filled.signum() == 0 || order.state == BrokerOrder.State.REJECTED
                ? "0"
                : order.paid.divide(order.filled, 8, RoundingMode.HALF_EVEN).toPlainString();
    }

    private void answer(String type, Body body) {
        if (!muted) {
            server.answer(type, body.fields);
        }
    }

    private void send(String type, Body body) {
        if (!muted) {
            server.send(type, body.fields);
        }
    }

    /** Fields in the making. */
    private static final class Body {
        private final List<Map.Entry<Integer, String>> fields = new ArrayList<>();

        Body add(int tag, String value) {
            fields.add(Map.entry(tag, value));
            return this;
        }

        Body addAll(Map<Integer, String> more) {
            new TreeMap<>(more).forEach(this::add);
            return this;
        }

        Body set(int tag, String value) {
            return remove(tag).add(tag, value);
        }

        Body remove(int tag) {
            fields.removeIf(field -> field.getKey() == tag);
            return this;
        }
    }
}
