package dev.keel.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** The limit: the same request, signed and read by hand with what the JDK has. */
final class PlainExchange implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI orders;
    private final URI stream;
    private final SecretKeySpec key;

    PlainExchange(String address, String secret) {
        this.orders = URI.create("http://" + address + "/api.binance.com/api/v3/order");
        this.stream = URI.create("ws://" + address + "/stream.binance.com:9443/ws");
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    }

    /** Places an order; what comes of it is its id. */
    CompletableFuture<String> order() {
        String form =
                "timestamp="
                        + System.currentTimeMillis()
                        + "&symbol=BTCUSDT&side=BUY&newClientOrderId=77&newOrderRespType=FULL&type=LIMIT"
                        + "&quantity=0.1&price=65000.1&timeInForce=GTC&recvWindow=10000";
        HttpRequest request =
                HttpRequest.newBuilder(orders)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-MBX-APIKEY", "key")
                        .POST(BodyPublishers.ofString(form + "&signature=" + signature(form)))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(response -> JSON.readTree(response.body()).path("orderId").asString());
    }

    /**
     * Reads the trades of the stream until the last has come.
     *
     * @return the sum of their ids
     */
    long readTrades(int last) {
        TradeReader reader = new TradeReader(last);
        WebSocket socket = client.newWebSocketBuilder().buildAsync(stream, reader).join();
        socket.sendText("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}", true)
                .join();
        long sum = reader.done.join();
        socket.abort();
        return sum;
    }

    private String signature(String form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(form.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class TradeReader implements WebSocket.Listener {
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final int last;
        private long sum;

        TradeReader(int last) {
            this.last = last;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean whole) {
            text.append(data);
            if (whole) {
                int id = JSON.readTree(text.toString()).path("t").asInt(0);
                text.setLength(0);
                sum += id;
                if (id == last) {
                    done.complete(sum);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            done.completeExceptionally(error);
        }
    }
}
