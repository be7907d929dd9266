package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.HostReply.Threw;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines that are exchanged with a child. Numbers are read with the digits that are written. */
final class HostMessages {
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private HostMessages() {}

    static byte[] ping(long id) {
        return JSON.writeValueAsBytes(begun(id, "ping"));
    }

    static byte[] close(long id, String exchange) {
        return JSON.writeValueAsBytes(begun(id, "close").put("on", exchange));
    }

    static byte[] unwatch(long id, long watch) {
        return JSON.writeValueAsBytes(begun(id, "unwatch").put("watch", watch));
    }

    static byte[] watch(long id, HostCall call) {
        return JSON.writeValueAsBytes(calling(id, "watch", call));
    }

    static byte[] call(long id, HostCall call) {
        ObjectNode message = calling(id, "call", call);
        message.put("order", call.order());
        message.put("deadline", call.deadline().toMillis());
        return JSON.writeValueAsBytes(message);
    }

    private static ObjectNode calling(long id, String what, HostCall call) {
        ObjectNode message = begun(id, what);
        message.put("on", call.exchange());
        message.put("method", call.method());
        message.set("args", call.arguments());
        return message;
    }

    private static ObjectNode begun(long id, String what) {
        return JSON.createObjectNode().put("id", id).put("do", what);
    }

    /** Made without a string of any key; the caller wipes it. */
    static byte[] open(long id, ExchangeSpec spec, SealedKeys keys) {
        ObjectNode exchange = JSON.createObjectNode();
        exchange.put("name", spec.name());
        exchange.put("ccxtId", spec.ccxtId());
        exchange.put("numbers", spec.numbers().name());
        exchange.set("options", spec.options());
        exchange.put("redirect", spec.redirect());
        exchange.put("testNetwork", spec.testNetwork());
        byte[] open = JSON.writeValueAsBytes(exchange);
        try (Wiped line = new Wiped()) {
            line.add("{\"id\":" + id + ",\"do\":\"open\",\"exchange\":");
            line.write(open, 0, open.length - 1);
            line.add(",\"keys\":{");
            keys.open((name, value) -> {
                line.add(line.endsWith('{') ? "" : ",");
                line.quote(name.toCharArray());
                line.add(":");
                line.quote(value);
            });
            line.add("}}}");
            return line.toByteArray();
        }
    }

    /** Reads a line; empty if it is none of the protocol's. */
    static Optional<JsonNode> read(byte[] line) {
        try {
            JsonNode message = JSON.readTree(line);
            return message.isObject() ? Optional.of(message) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static HostReply reply(JsonNode message) {
        JsonNode error = message.get("error");
        if (error == null) {
            return new Returned(message.path("ok"));
        }
        Sent sent = error.path("sent").asString("MAYBE").equals("NO") ? Sent.NO : Sent.MAYBE;
        String name = error.path("error").asString("Error");
        String text = error.path("message").asString("");
        if (name.equals("DeadlineOver")) {
            return new Lost(text, sent);
        }
        JsonNode status = error.path("status");
        return new Threw(
                name,
                text,
                status.isInt() ? status.intValue() : null,
                textOf(error, "body"),
                textOf(error, "retryAfter"),
                sent);
    }

    private static @Nullable String textOf(JsonNode error, String field) {
        JsonNode value = error.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    /** Bytes that are gone when it is closed. */
    private static final class Wiped extends ByteArrayOutputStream {
        private static final int ROOM = 1 << 16;

        Wiped() {
            // It must not grow: what it grew out of could not be wiped.
            super(ROOM);
        }

        void add(String text) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        boolean endsWith(char end) {
            return count > 0 && buf[count - 1] == end;
        }

        void quote(char[] value) {
            write('"');
            for (int i = 0; i < value.length; i++) {
                char c = value[i];
                if (c == '"' || c == '\\' || c < ' ') {
                    add("\\u" + HexFormat.of().toHexDigits(c));
                } else if (Character.isHighSurrogate(c) && i + 1 < value.length) {
                    encode(value, i++, 2);
                } else {
                    encode(value, i, 1);
                }
            }
            write('"');
        }

        private void encode(char[] value, int at, int length) {
            byte[] bytes = new byte[4];
            ByteBuffer room = ByteBuffer.wrap(bytes);
            CharBuffer chars = CharBuffer.wrap(value, at, length);
            StandardCharsets.UTF_8.newEncoder().encode(chars, room, true);
            write(bytes, 0, room.position());
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
