package dev.keel.server.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** How a failure is written: each family of routes has its own way, and clients that rely on it. */
enum Dialect {
    /** RFC 9457, with {@code errors: [{field, message}]}. */
    PROBLEM {
        @Override
        MediaType mediaType() {
            return MediaType.APPLICATION_PROBLEM_JSON;
        }

        @Override
        Map<String, Object> body(Failure failure, String path) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", URI.create("about:blank"));
            body.put("title", failure.status().getReasonPhrase());
            body.put("status", failure.status().value());
            body.put("detail", failure.detail());
            body.put("instance", path);
            return body;
        }
    },

    /** {@code {success: false, error}}. */
    SUCCESS_FLAG {
        @Override
        MediaType mediaType() {
            return MediaType.APPLICATION_JSON;
        }

        @Override
        Map<String, Object> body(Failure failure, String path) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("success", false);
            body.put("error", failure.detail());
            return body;
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The dialect of a route. */
    static Dialect of(String path) {
        boolean flagged =
                Stream.of("/api/trading/", "/api/settings/", "/api/market/")
                        .anyMatch(path::startsWith);
        return flagged ? SUCCESS_FLAG : PROBLEM;
    }

    abstract MediaType mediaType();

    byte[] write(Failure failure, String path) {
        return JSON.writeValueAsBytes(content(failure, path));
    }

    Map<String, Object> content(Failure failure, String path) {
        Map<String, Object> body = body(failure, path);
        if (!failure.fields().isEmpty()) {
            body.put("errors", failure.fields());
        }
        return body;
    }

    abstract Map<String, Object> body(Failure failure, String path);
}
