package dev.keel.venues.ccxt.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that says what a test has it say, and remembers what it was asked. A path ends
 * with what was planned for it, and the longest plan decides; what was not planned is answered with
 * an empty object.
 */
final class LocalExchange implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> plans = new ConcurrentHashMap<>();

    record Request(
            String method, String path, String query, String body, Map<String, String> headers) {}

    /** Answers a request; may never come back. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange, Request request) throws IOException, InterruptedException;
    }

    private LocalExchange(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    static LocalExchange start() throws IOException {
        return at(0);
    }

    static LocalExchange at(int port) throws IOException {
        return new LocalExchange(
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100));
    }

    int port() {
        return server.getAddress().getPort();
    }

    String base() {
        return "http://127.0.0.1:" + port();
    }

    /** Plans the answer to one method and end of a path, such as {@code POST /api/v3/order}. */
    void plan(String what, Answer answer) {
        plans.put(what, answer);
    }

    void plan(String what, int status, String body) {
        plan(what, (exchange, _) -> send(exchange, status, body));
    }

    List<Request> requests(String what) {
        return requests.stream().filter(request -> matches(what, request)).toList();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        Request request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        String.valueOf(exchange.getRequestURI().getRawQuery()),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        headers);
        requests.add(request);
        try {
            answerTo(request).to(exchange, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private Answer answerTo(Request request) {
        return plans.entrySet().stream()
                .filter(plan -> matches(plan.getKey(), request))
                .sorted(Comparator.comparingInt(plan -> -plan.getKey().length()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse((exchange, _) -> send(exchange, 200, "{}"));
    }

    private static boolean matches(String what, Request request) {
        int space = what.indexOf(' ');
        return request.method().equals(what.substring(0, space))
                && request.path().endsWith(what.substring(space + 1));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
