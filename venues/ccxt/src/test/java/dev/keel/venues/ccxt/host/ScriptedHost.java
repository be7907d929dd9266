package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.table.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A host whose answers are written down before; what it was asked is kept. */
public final class ScriptedHost implements VenueHost {
    private final Map<String, Function<HostCall, HostReply>> script = new TreeMap<>();
    private final List<HostCall> calls = new CopyOnWriteArrayList<>();
    private final List<ExchangeSpec> opened = new CopyOnWriteArrayList<>();
    private final Map<String, List<Consumer<StreamEvent>>> watches = new TreeMap<>();

    /** Answers a method with JSON. */
    public ScriptedHost on(String method, String json) {
        return on(method, call -> returned(json));
    }

    public ScriptedHost on(String method, Function<HostCall, HostReply> answer) {
        script.put(method, answer);
        return this;
    }

    public static HostReply returned(String json) {
        return new HostReply.Returned(
                json.startsWith("{") || json.startsWith("[")
                        ? Json.require(json)
                        : Json.NODES.stringNode(json));
    }

    /** An error with the venue's answer, after it was sent. */
    public static HostReply threw(String error, int status, String body) {
        return new HostReply.Threw(
                error, error + " " + body, status, body, null, HostReply.Sent.MAYBE);
    }

    /** An error without any answer. */
    public static HostReply threw(String error, HostReply.Sent sent) {
        return new HostReply.Threw(error, error, null, null, null, sent);
    }

    public List<HostCall> calls() {
        return List.copyOf(calls);
    }

    /** The methods that were called, in their order. */
    public List<String> methods() {
        return calls.stream().map(HostCall::method).toList();
    }

    /** The arguments of the calls of a method, as JSON. */
    public List<String> arguments(String method) {
        return calls.stream()
                .filter(call -> call.method().equals(method))
                .map(call -> call.arguments().toString())
                .toList();
    }

    public List<ExchangeSpec> opened() {
        return List.copyOf(opened);
    }

    /** Has a stream tell something. */
    public void tell(String method, String json) {
        tell(method, new StreamEvent.Data(Json.require(json)));
    }

    public synchronized void tell(String method, StreamEvent event) {
        List.copyOf(watches.getOrDefault(method, List.of())).forEach(each -> each.accept(event));
    }

    @Override
    public CompletableFuture<HostReply> open(ExchangeSpec exchange) {
        opened.add(exchange);
        return CompletableFuture.completedFuture(returned("{}"));
    }

    @Override
    public void close(String exchange) {}

    @Override
    public CompletableFuture<HostReply> call(HostCall call) {
        calls.add(call);
        Function<HostCall, HostReply> answer = script.get(call.method());
        if (answer == null) {
            throw new AssertionError("nothing is written down for " + call);
        }
        return CompletableFuture.completedFuture(answer.apply(call));
    }

    @Override
    public synchronized Watch watch(HostCall call, Consumer<StreamEvent> listener) {
        List<Consumer<StreamEvent>> all =
                watches.computeIfAbsent(call.method(), method -> new ArrayList<>());
        all.add(listener);
        return () -> all.remove(listener);
    }

    @Override
    public void close() {}

    /** An argument of a call as text. */
    public static String text(HostCall call, int index) {
        JsonNode node = call.arguments().path(index);
        return node.isMissingNode() || node.isNull() ? "" : node.asString();
    }
}
