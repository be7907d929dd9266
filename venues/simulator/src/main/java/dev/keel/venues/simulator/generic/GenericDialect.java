package dev.keel.venues.simulator.generic;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Balance;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.PlacedOrder;
import dev.keel.venues.simulator.book.Placing;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Dialect;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A venue that is simulated from its description, {@code VENUE.json} beside this class. */
public final class GenericDialect implements Dialect {
    private final Site site;
    private final Book book;
    private final JsonNode description;
    private final JsonNode shapes;
    private final RequestWindow window;
    private final Words words;
    private final Quotes quotes;
    private final Lists lists;
    private final Routes routes = new Routes();

    public GenericDialect(String venue, Site site) {
        this.site = site;
        this.book = site.book();
        this.description = read(venue);
        this.shapes = description.path("shapes").path(site.kind().name());
        this.window = new RequestWindow(description.path("window"));
        this.words = new Words(description.path("states"));
        this.quotes = new Quotes(book, site.tape(), description.path("lengths"));
        this.lists = new Lists(book, words, quotes);
        description.path("routes").forEach(this::route);
    }

    /** Whether there is a description of a venue. */
    public static boolean knows(String venue) {
        return GenericDialect.class.getResource(venue + ".json") != null;
    }

    private static JsonNode read(String venue) {
        try (InputStream in = GenericDialect.class.getResourceAsStream(venue + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "venue must be one that is simulated, was '" + venue + "'");
            }
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void route(JsonNode route) {
        String kind = Json.text(route, "kind");
        if (!kind.isEmpty() && !kind.equals(site.kind().name())) {
            return;
        }
        Ask ask = Ask.valueOf(Json.text(route, "ask"));
        String[] place = Json.text(route, "at").split(" ", 2);
        routes.on(ask, place[0], place[1], request -> handle(ask, route, request));
    }

    private WireReply handle(Ask ask, JsonNode route, WireRequest request) {
        if (ask != Ask.OTHER && window.isOver(request, book.now())) {
            return says(Word.LATE, request);
        }
        if (ask != Ask.OTHER && !isOurs(request)) {
            return said(description.path("says").path("WRONG_KEY"));
        }
        RequestReader reader =
                new RequestReader(new Template(route.path("read"), shapes).shape(), request);
        return switch (ask) {
            case SUBMIT -> place(route, reader);
            case CANCEL -> cancel(route, reader);
            case QUERY -> query(route, reader);
            case OPEN_ORDERS, HISTORY, HOLDINGS, OTHER -> tell(route, reader);
        };
    }

    /** By the name of the key alone; a request by hand that names none is let through. */
    private boolean isOurs(WireRequest request) {
        List<String> named =
                Stream.of(Json.text(description, "key").split("\\|", -1))
                        .map(request::at)
                        .filter(key -> !key.isEmpty())
                        .toList();
        return named.isEmpty() || named.contains(site.keys().apiKey());
    }

    private WireReply tell(JsonNode route, RequestReader reader) {
        Map<String, Object> values = general();
        reader.market(book).ifPresent(market -> values.putAll(quotes.of(market)));
        Pages pages = new Pages(route.path("page"), reader);
        String paged = Json.text(route.path("page"), "of");
        if (!paged.isEmpty()) {
            String end = pages.end(lists.of(paged, reader, pages), Lists.id(paged));
            values.put("pageEnd", end);
            values.put("more", !end.isEmpty());
        }
        return WireReply.ok(
                new Template(route.path("answer"), shapes)
                        .fill(values, name -> lists.of(name, reader, pages)));
    }

    private WireReply place(JsonNode route, RequestReader reader) {
        Optional<Market> market = reader.market(book);
        if (market.isEmpty()) {
            return error(Refusal.UNKNOWN_MARKET);
        }
        return switch (book.place(reader.terms(book, market.get()))) {
            case Placing.Refused(Refusal why) -> error(why);
            case Placing.Taken(PlacedOrder order) -> about(route, order);
        };
    }

    private WireReply cancel(JsonNode route, RequestReader reader) {
        Optional<PlacedOrder> open = named(reader).filter(PlacedOrder::isOpen);
        open.ifPresent(book::cancel);
        return open.flatMap(order -> book.byId(order.id()))
                .map(order -> about(route, order))
                .orElseGet(() -> error(Refusal.ALREADY_DONE));
    }

    private WireReply query(JsonNode route, RequestReader reader) {
        return named(reader)
                .map(order -> about(route, order))
                .orElseGet(() -> error(Refusal.NOT_FOUND));
    }

    /** By either id, wherever the venue puts it. */
    private Optional<PlacedOrder> named(RequestReader reader) {
        String id = reader.text("id");
        String clientId = reader.text("clientId");
        Optional<PlacedOrder> byId = id.isEmpty() ? Optional.empty() : book.byId(id);
        return byId.or(() -> clientId.isEmpty() ? Optional.empty() : book.byClientId(clientId));
    }

    private WireReply about(JsonNode route, PlacedOrder order) {
        Map<String, Object> values = general();
        values.putAll(words.order(order));
        return WireReply.ok(
                new Template(route.path("answer"), shapes)
                        .fill(values, name -> items(name, order)));
    }

    private List<Map<String, Object>> items(String name, PlacedOrder order) {
        return name.equals("trades") ? lists.tradesOf(order) : List.of(words.order(order));
    }

    private Map<String, Object> general() {
        Map<String, Object> values = new TreeMap<>();
        Words.at(values, "now", book.now());
        values.put("mayWithdraw", site.mayWithdraw().get());
        Balance money = book.balance(book.markets().getFirst().quote());
        values.put("moneyAsset", money.asset());
        values.put("moneyTotal", money.total());
        values.put("moneyFree", money.free());
        values.put("moneyLocked", money.locked());
        BigDecimal profit = lists.openProfit(money.asset());
        values.put("moneyProfit", profit);
        values.put("moneyEquity", money.total().add(profit));
        return values;
    }

    /**
     * {@code "NOT_FOUND LINEAR"} goes before {@code "NOT_FOUND"}, and {@code "*"} is for the rest.
     */
    private WireReply error(Refusal refusal) {
        JsonNode errors = description.path("errors");
        String ofKind = refusal.name() + " " + site.kind();
        return Stream.of(ofKind, refusal.name(), "*")
                .filter(errors::has)
                .findFirst()
                .map(errors::path)
                .map(this::said)
                .orElseThrow();
    }

    private WireReply said(JsonNode saying) {
        JsonNode body =
                new Template(saying.path("body"), shapes).fill(general(), name -> List.of());
        return WireReply.json(saying.path("status").asInt(200), body);
    }

    /** Where one path serves several purposes, a field of the request tells which. */
    @Override
    public Ask asked(WireRequest request) {
        Ask ask = routes.asked(request);
        if (ask != Ask.HISTORY && ask != Ask.OPEN_ORDERS) {
            return ask;
        }
        for (JsonNode rule : description.path("asks")) {
            String value = request.field(Json.text(rule, "field"));
            String wanted = Json.text(rule, "is");
            if (!value.isEmpty() && (wanted.isEmpty() || wanted.equals(value))) {
                return Ask.valueOf(Json.text(rule, "ask"));
            }
        }
        return ask;
    }

    @Override
    public WireReply answer(WireRequest request) {
        return routes.answer(request)
                .orElseGet(() ->
                        WireReply.json(
                                404, Json.object("message", "no such path: " + request.path())));
    }

    @Override
    public WireReply says(Word word, WireRequest request) {
        JsonNode says = description.path("says");
        return word == Word.REFUSED && !says.has(word.name())
                ? error(Refusal.INSUFFICIENT_FUNDS)
                : said(says.path(word.name()));
    }

    @Override
    public boolean tradesApart() {
        return description.path("tradesApart").asBoolean(false);
    }

    /** None is simulated; what happened has to be asked for. */
    @Override
    public boolean hasStreams() {
        return false;
    }

    @Override
    public Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        return Optional.empty();
    }
}
