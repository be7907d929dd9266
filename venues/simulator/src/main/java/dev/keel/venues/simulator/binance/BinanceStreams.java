package dev.keel.venues.simulator.binance;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.BookListener;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Movement;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Trade;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Denied;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The streams: what happens on the account, after a signed request on spot and under a listen key
 * on futures; and the market streams.
 */
final class BinanceStreams implements BookListener {
    private final Site site;
    private final BinanceAuth auth;
    private final BinanceEvents events;
    private final Set<Channel> account = ConcurrentHashMap.newKeySet();
    private final Set<BinanceMarketStream> market = ConcurrentHashMap.newKeySet();
    private final String listenKey;

    BinanceStreams(Site site, BinanceAuth auth) {
        this.site = site;
        this.auth = auth;
        this.events = new BinanceEvents(site);
        this.listenKey = "listen" + Long.toHexString(System.identityHashCode(site));
    }

    void routes(Routes routes) {
        String place = "fapi.binance.com/fapi/v1/listenKey";
        routes.on(Ask.OTHER, "POST", place, auth.keyed(this::key))
                .on(Ask.OTHER, "PUT", place, auth.keyed(this::key))
                .on(Ask.OTHER, "DELETE", place, auth.keyed(request -> WireReply.ok(Json.object())));
    }

    private WireReply key(WireRequest request) {
        return WireReply.ok(Json.object("listenKey", listenKey));
    }

    Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        return switch (upgrade.host()) {
            case "ws-api.binance.com" -> Optional.of(new AccountSession(channel));
            case "fstream.binance.com" ->
                    upgrade.path().startsWith("/private/")
                            ? privateStream(upgrade, channel)
                            : Optional.of(marketStream(channel));
            case "stream.binance.com" -> Optional.of(marketStream(channel));
            default -> Optional.empty();
        };
    }

    private Optional<StreamSession> privateStream(WireRequest upgrade, Channel channel) {
        if (!upgrade.field("listenKey").equals(listenKey)) {
            return Optional.empty();
        }
        account.add(channel);
        return Optional.of(new Silent(channel));
    }

    private StreamSession marketStream(Channel channel) {
        BinanceMarketStream stream = new BinanceMarketStream(site, channel, market::remove);
        market.add(stream);
        return stream;
    }

    /** Under a listen key nothing has to be asked for. */
    private final class Silent implements StreamSession {
        private final Channel channel;

        Silent(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onText(String text) {
            channel.send(Json.object("id", Json.read(text).path("id"), "result", null).toString());
        }

        @Override
        public void onClosed() {
            account.remove(channel);
        }
    }

    /** Spot: requests over the stream, of which one opens the account's events. */
    private final class AccountSession implements StreamSession {
        private final Channel channel;

        AccountSession(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onText(String text) {
            JsonNode message = Json.read(text);
            channel.send(answer(message).toString());
        }

        private ObjectNode answer(JsonNode message) {
            JsonNode id = message.path("id");
            if (!Json.text(message, "method").equals("userDataStream.subscribe.signature")) {
                return Json.object("id", id, "status", 200, "result", Json.object());
            }
            try {
                check(message.path("params"));
            } catch (Denied denied) {
                JsonNode why = Json.read(denied.reply().body());
                return Json.object("id", id, "status", denied.reply().status(), "error", why);
            }
            account.add(channel);
            return Json.object("id", id, "status", 200, "result", Json.object("subscriptionId", 0));
        }

        private void check(JsonNode params) {
            TreeMap<String, String> sorted = new TreeMap<>();
            params.properties()
                    .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asString()));
            String signature = sorted.remove("signature");
            auth.checkKey(sorted.getOrDefault("apiKey", ""));
            String payload =
                    sorted.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("&"));
            auth.checkSignature(payload, signature == null ? "" : signature);
            auth.checkTime(
                    sorted.getOrDefault("timestamp", ""), sorted.getOrDefault("recvWindow", ""));
        }

        @Override
        public void onClosed() {
            account.remove(channel);
        }
    }

    @Override
    public void onOrder(PlacedOrder order, @Nullable Trade trade) {
        tell(events.order(order, trade));
        if (trade != null) {
            market.forEach(stream -> stream.onTrade(trade));
        }
    }

    @Override
    public void onHoldings(Market changed) {
        tell(events.holdings("ORDER"));
    }

    @Override
    public void onMovement(Movement movement) {
        if (site.kind() == InstrumentKind.SPOT) {
            tell(events.balanceUpdate(movement));
        }
        tell(events.holdings(movement.kind() == Movement.Kind.FUNDING ? "FUNDING_FEE" : "DEPOSIT"));
    }

    @Override
    public void onQuote(Market quoted, BigDecimal bid, BigDecimal ask) {
        market.forEach(stream -> stream.onQuote(quoted));
    }

    private void tell(ObjectNode event) {
        boolean spot = site.kind() == InstrumentKind.SPOT;
        JsonNode message = spot ? Json.object("subscriptionId", 0, "event", event) : event;
        String text = message.toString();
        List.copyOf(account).forEach(channel -> channel.send(text));
    }
}
