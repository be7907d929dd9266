package dev.keel.venues.simulator.http;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.WireFault;
import dev.keel.venues.simulator.http.Dialect.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands requests to the dialect, and does what the fault plan says on the way there and back. */
final class HttpFront extends Handler.Abstract {
    private final Dialect dialect;
    private final FaultPlan plan;
    private final Traffic traffic;
    private final Executor later;

    HttpFront(Dialect dialect, FaultPlan plan, Traffic traffic, Executor later) {
        this.dialect = dialect;
        this.plan = plan;
        this.traffic = traffic;
        this.later = later;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Content.Source.asString(
                request,
                StandardCharsets.UTF_8,
                new org.eclipse.jetty.util.Promise<String>() {
                    @Override
                    public void succeeded(String body) {
                        take(new Exchange(read(request, body), request, response, callback));
                    }

                    @Override
                    public void failed(Throwable failure) {
                        callback.failed(failure);
                    }
                });
        return true;
    }

    /** A request and the way back. */
    private record Exchange(
            WireRequest asked, Request request, Response response, Callback callback) {
        void reply(WireReply reply) {
            head(reply);
            ByteBuffer body = ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8));
            response.write(true, body, callback);
        }

        /** Sends the head and half of the body, and then nothing more. */
        void stall(WireReply reply) {
            head(reply);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            response.getHeaders().put("Content-Length", body.length);
            response.write(false, ByteBuffer.wrap(body, 0, body.length / 2), Callback.NOOP);
        }

        void drop() {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("dropped on purpose"));
        }

        private void head(WireReply reply) {
            response.setStatus(reply.status());
            reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        }
    }

    static WireRequest read(Request request, String body) {
        String pathAndHost = request.getHttpURI().getPath();
        int slash = pathAndHost.indexOf('/', 1);
        String place = slash < 0 ? pathAndHost.substring(1) : pathAndHost.substring(1, slash);
        int colon = place.indexOf(':');
        String host = colon < 0 ? place : place.substring(0, colon);
        String path = slash < 0 ? "/" : pathAndHost.substring(slash);
        TreeMap<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getLowerCaseName(), String.valueOf(field.getValue()));
        }
        String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        return new WireRequest(
                request.getMethod(), host, path, query, body, headers, java.util.Map.of());
    }

    private void take(Exchange exchange) {
        WireRequest asked = exchange.asked();
        Ask ask = dialect.asked(asked);
        traffic.count(ask);
        traffic.heard(text(asked));
        Optional<WireFault> fault = plan.next(ask);
        if (fault.isPresent()) {
            goWrong(fault.get(), exchange);
        } else {
            exchange.reply(dialect.answer(asked));
        }
    }

    private void goWrong(WireFault fault, Exchange exchange) {
        WireRequest asked = exchange.asked();
        switch (fault) {
            case LOST_BEFORE -> exchange.drop();
            case DROPPED_AFTER -> {
                dialect.answer(asked);
                exchange.drop();
            }
            case HANGS_AFTER -> dialect.answer(asked);
            case STALLED_BODY -> exchange.stall(dialect.answer(asked));
            case DELAYED -> later.execute(() -> exchange.reply(dialect.answer(asked)));
            case BAD_GATEWAY,
                    UNAVAILABLE,
                    GATEWAY_TIMEOUT,
                    SERVER_ERROR,
                    TOO_MANY_REQUESTS,
                    FORBIDDEN,
                    SUCCESS_PAGE,
                    EMPTY_BODY,
                    CUT_BODY,
                    EMPTY_OBJECT,
                    VENUE_UNKNOWN,
                    VENUE_REFUSES,
                    VENUE_UNLISTED_CODE,
                    VENUE_LATE ->
                    exchange.reply(wrongReply(fault, asked));
        }
    }

    /** The wrong answer; whether the request is carried out is the fault's own affair. */
    private WireReply wrongReply(WireFault fault, WireRequest asked) {
        return switch (fault) {
            case BAD_GATEWAY -> after(asked, WireReply.page(502, "502 Bad Gateway"));
            case UNAVAILABLE -> WireReply.page(503, "503 Service Unavailable");
            case GATEWAY_TIMEOUT -> after(asked, WireReply.page(504, "504 Gateway Time-out"));
            case SERVER_ERROR -> after(asked, dialect.says(Word.SERVER_ERROR, asked));
            case TOO_MANY_REQUESTS ->
                    dialect.says(Word.TOO_MANY_REQUESTS, asked).with(429, "Retry-After", "1");
            case FORBIDDEN -> WireReply.page(403, "403 Forbidden");
            case SUCCESS_PAGE -> after(asked, WireReply.page(200, "ok"));
            case EMPTY_BODY -> dialect.answer(asked).withBody("");
            case CUT_BODY -> cut(dialect.answer(asked));
            case EMPTY_OBJECT -> dialect.answer(asked).withBody("{}");
            case VENUE_UNKNOWN -> after(asked, dialect.says(Word.UNKNOWN, asked));
            case VENUE_REFUSES -> dialect.says(Word.REFUSED, asked);
            case VENUE_UNLISTED_CODE -> dialect.says(Word.UNLISTED, asked);
            case VENUE_LATE -> dialect.says(Word.LATE, asked);
            case LOST_BEFORE, DROPPED_AFTER, HANGS_AFTER, STALLED_BODY, DELAYED ->
                    throw new IllegalArgumentException("fault must have an answer, was " + fault);
        };
    }

    private WireReply after(WireRequest asked, WireReply reply) {
        dialect.answer(asked);
        return reply;
    }

    private static WireReply cut(WireReply whole) {
        return whole.withBody(whole.body().substring(0, whole.body().length() / 2));
    }

    private static String text(WireRequest asked) {
        return asked.method()
                + " /"
                + asked.host()
                + asked.path()
                + "?"
                + asked.query()
                + "\n"
                + asked.headers()
                + "\n"
                + asked.body();
    }
}
