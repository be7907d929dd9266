package dev.keel.server.venues;

import dev.keel.core.account.AccountId;
import dev.keel.server.vault.PrivateFile;
import dev.keel.venues.connector.Preflight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The latest look at every account: {@code preflights.json}. It is for people to read; what counts
 * for trading is a look in the process that trades. A file that cannot be read counts as none.
 */
public final class PreflightBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path file;

    public PreflightBook(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("preflights.json");
    }

    public Optional<StoredPreflight> latest(AccountId account) {
        JsonNode found = read().path(account.value());
        try {
            return found.isObject() ? Optional.of(parse(found)) : Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    void put(AccountId account, StoredPreflight looked) {
        change(all -> write(looked, all.putObject(account.value())));
    }

    void remove(AccountId account) {
        change(all -> all.remove(account.value()));
    }

    private void change(java.util.function.Consumer<ObjectNode> change) {
        PrivateFile.makeFolder(folder);
        ObjectNode _ =
                PrivateFile.locked(
                        folder.resolve("accounts.lock"),
                        () -> {
                            ObjectNode all = read();
                            change.accept(all);
                            PrivateFile.write(
                                    file,
                                    JSON.writerWithDefaultPrettyPrinter()
                                            .writeValueAsString(all)
                                            .getBytes(StandardCharsets.UTF_8));
                            return all;
                        });
    }

    private ObjectNode read() {
        try {
            return PrivateFile.read(file)
                    .map(JSON::readTree)
                    .filter(JsonNode::isObject)
                    .map(ObjectNode.class::cast)
                    .orElseGet(JSON::createObjectNode);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private static void write(StoredPreflight looked, ObjectNode json) {
        Preflight preflight = looked.preflight();
        json.put("at", preflight.at().toString());
        json.put("connector", looked.connectorVersion());
        json.put("refusal", looked.refusal());
        ArrayNode findings = json.putArray("findings");
        for (Preflight.Finding finding : preflight.findings()) {
            findings.addObject()
                    .put("check", finding.check())
                    .put("grade", finding.grade().name().toLowerCase(Locale.ROOT))
                    .put("words", finding.words());
        }
        Duration offset = preflight.clockOffset();
        if (offset != null) {
            json.put("clockOffsetMillis", offset.toMillis());
        }
        List<String> permissions = preflight.permissions();
        if (permissions != null) {
            ArrayNode list = json.putArray("permissions");
            permissions.forEach(list::add);
        }
        json.put("positionMode", preflight.positionMode());
        json.put("marginMode", preflight.marginMode());
    }

    private static StoredPreflight parse(JsonNode json) {
        List<Preflight.Finding> findings = new ArrayList<>();
        for (JsonNode finding : json.path("findings")) {
            findings.add(
                    new Preflight.Finding(
                            finding.path("check").asString(),
                            Preflight.Grade.valueOf(
                                    finding.path("grade").asString().toUpperCase(Locale.ROOT)),
                            finding.path("words").asString()));
        }
        return new StoredPreflight(
                new Preflight(
                        Instant.parse(json.path("at").asString()),
                        findings,
                        json.has("clockOffsetMillis")
                                ? Duration.ofMillis(json.path("clockOffsetMillis").asLong())
                                : null,
                        permissions(json.path("permissions")),
                        text(json.path("positionMode")),
                        text(json.path("marginMode"))),
                json.path("connector").asString(),
                json.path("refusal").asString());
    }

    private static @Nullable List<String> permissions(JsonNode json) {
        if (!json.isArray()) {
            return null;
        }
        List<String> permissions = new ArrayList<>();
        json.forEach(permission -> permissions.add(permission.asString()));
        return permissions;
    }

    private static @Nullable String text(JsonNode json) {
        return json.isString() ? json.asString() : null;
    }
}
