package dev.keel.server;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.server.api.WebServer;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.Platform;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.ReplaySpeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform with its web server, in this process, and a client for it. */
public final class RunningKeel implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where nothing lies but anchors: the ledger is in the test's own database. */
    public static final Path DATA = Path.of("target", "keel-data");

    /** So slow that the market stands still: the first bar opens, and does not close. */
    public static final ReplaySpeed STANDING = new ReplaySpeed(0.01);

    private final Platform platform;
    private final WebServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningKeel(Platform platform, WebServer web) {
        this.platform = platform;
        this.web = web;
    }

    /** What was answered. */
    public record Answer(int status, String contentType, JsonNode body, HttpResponse<String> http) {
        public String text(String field) {
            return body.path(field).asString();
        }
    }

    /** Starts one whose market does not play yet. */
    public static RunningKeel start(PlatformSettings settings) {
        return start(settings, VenueSettings.NONE);
    }

    /** The same with venues. */
    public static RunningKeel start(PlatformSettings settings, VenueSettings venues) {
        Platform platform = Platform.start(settings, venues);
        return new RunningKeel(
                platform, WebServer.start(() -> platform, InetAddress.getLoopbackAddress(), 0));
    }

    /** Starts one on a file of bars, and lets it play. */
    public static RunningKeel playing(String databaseUrl, Path file, ReplaySpeed speed) {
        RunningKeel keel = start(settings(databaseUrl, replay(file, speed), SmaCross.DEFINITION));
        keel.platform.play();
        return keel;
    }

    public static PlatformSettings settings(
            String databaseUrl, FeedSettings feed, StrategyDefinition strategy) {
        return new PlatformSettings(
                DATA,
                Optional.of(databaseUrl),
                PlatformSettings.CAPITAL,
                feed,
                ListingSettings.DEFAULT,
                new StrategySettings(new StrategyChoice(strategy, Map.of()), List.of()),
                PlatformSettings.RECONCILE_EVERY);
    }

    /** The settings of a platform that buys at the first bar. */
    public static PlatformSettings buyAndHold(String databaseUrl, Path file) {
        PlatformSettings settings =
                settings(databaseUrl, replay(file, ReplaySpeed.MAX), BuyAndHold.DEFINITION);
        return new PlatformSettings(
                settings.dataDirectory(),
                settings.databaseUrl(),
                settings.capital(),
                settings.feed(),
                settings.listing(),
                new StrategySettings(
                        settings.strategy().choice(), List.of(dev.keel.core.market.Timeframe.M1)),
                settings.reconcileEvery());
    }

    public static FeedSettings replay(Path file, ReplaySpeed speed) {
        return new FeedSettings.Replay(file, speed);
    }

    public Platform platform() {
        return platform;
    }

    public int port() {
        return web.port();
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Posts JSON; headers are names and values in turn. */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer put(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    public Answer execute(String json, String... headers) {
        return post("/api/v1/trading/execute", json, headers);
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Waits until the market's file is played to its end. */
    public void awaitEnd() {
        await(
                "the market is over",
                () ->
                        get("/api/trading/orchestrator/status")
                                .body()
                                .at("/status/feed/state")
                                .asString()
                                .equals("finished"));
    }

    @Override
    public void close() {
        client.close();
        web.close();
        platform.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body =
                    type.contains("json")
                            ? JSON.readTree(response.body())
                            : JSON.createObjectNode();
            return new Answer(response.statusCode(), type, body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
