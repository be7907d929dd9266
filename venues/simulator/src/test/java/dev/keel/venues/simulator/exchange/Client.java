package dev.keel.venues.simulator.exchange;

import dev.keel.venues.simulator.http.Signing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that signs by itself and knows nothing of the simulator but its address and keys. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimulatedExchange exchange;
    private final String secret;

    Client(SimulatedExchange exchange, String secret) {
        this.exchange = exchange;
        this.secret = secret;
    }

    Client(SimulatedExchange exchange) {
        this(exchange, exchange.keys().secret());
    }

    HttpResponse<String> binance(String method, String path, String query)
            throws IOException, InterruptedException {
        return binance(method, path, query, exchange.now().toEpochMilli(), PATIENCE);
    }

    HttpResponse<String> binance(
            String method, String path, String query, long timestamp, Duration patience)
            throws IOException, InterruptedException {
        String payload = query + (query.isEmpty() ? "" : "&") + "timestamp=" + timestamp;
        String signature = Signing.hmacSha256Hex(secret, payload);
        String place = path + "?" + payload + "&signature=" + signature;
        return send(method, place, "", patience, List.of("X-MBX-APIKEY", exchange.keys().apiKey()));
    }

    HttpResponse<String> bybit(String method, String path, String query, String body)
            throws IOException, InterruptedException {
        String timestamp = Long.toString(exchange.now().toEpochMilli());
        String text = timestamp + exchange.keys().apiKey() + "5000" + query + body;
        List<String> headers =
                List.of(
                        "X-BAPI-API-KEY",
                        exchange.keys().apiKey(),
                        "X-BAPI-TIMESTAMP",
                        timestamp,
                        "X-BAPI-RECV-WINDOW",
                        "5000",
                        "X-BAPI-SIGN",
                        Signing.hmacSha256Hex(secret, text));
        String place = "api.bybit.com" + path + (query.isEmpty() ? "" : "?" + query);
        return send(method, place, body, PATIENCE, headers);
    }

    HttpResponse<String> okx(String method, String path, String body)
            throws IOException, InterruptedException {
        String timestamp = exchange.now().toString();
        String sign = Signing.hmacSha256Base64(secret, timestamp + method + path + body);
        List<String> headers =
                List.of(
                        "OK-ACCESS-KEY",
                        exchange.keys().apiKey(),
                        "OK-ACCESS-PASSPHRASE",
                        exchange.keys().password(),
                        "OK-ACCESS-TIMESTAMP",
                        timestamp,
                        "OK-ACCESS-SIGN",
                        sign);
        return send(method, "www.okx.com" + path, body, PATIENCE, headers);
    }

    HttpResponse<String> send(
            String method, String place, String body, Duration patience, List<String> headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(headers);
        all.addAll(
                List.of(
                        "Content-Type",
                        body.startsWith("{")
                                ? "application/json"
                                : "application/x-www-form-urlencoded"));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(exchange.baseUrl() + "/" + place))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .headers(all.toArray(new String[0]))
                        .build();
        return whole(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()), patience);
    }

    /** The library's own time-out ends with the answer's head; this one with its body. */
    private static HttpResponse<String> whole(
            CompletableFuture<HttpResponse<String>> answer, Duration patience)
            throws IOException, InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer", e);
        }
    }
}
