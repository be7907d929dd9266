package dev.keel.server.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the vault's file holds.
 *
 * @param keyId the key that all entries are sealed under
 */
record SealedEntries(String keyId, SortedMap<String, Sealed> entries) {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    SealedEntries {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * One entry.
     *
     * @param version 1 at first, one more with every change
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(long version, byte[] nonce, byte[] content) {}

    SealedEntries with(String name, Sealed sealed) {
        SortedMap<String, Sealed> changed = new TreeMap<>(entries);
        changed.put(name, sealed);
        return new SealedEntries(keyId, changed);
    }

    SealedEntries without(String name) {
        SortedMap<String, Sealed> changed = new TreeMap<>(entries);
        changed.remove(name);
        return new SealedEntries(keyId, changed);
    }

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("key", keyId);
        ObjectNode all = root.putObject("entries");
        entries.forEach((name, sealed) ->
                all.putObject(name)
                        .put("version", sealed.version())
                        .put("nonce", Base64.getEncoder().encodeToString(sealed.nonce()))
                        .put("sealed", Base64.getEncoder().encodeToString(sealed.content())));
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(root)
                .getBytes(StandardCharsets.UTF_8);
    }

    static SealedEntries parse(Path file, byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("format").asInt(0) != FORMAT || !root.path("key").isString()) {
                throw new VaultException(file + " must be a vault of format " + FORMAT);
            }
            SortedMap<String, Sealed> entries = new TreeMap<>();
            for (var entry : root.path("entries").properties()) {
                JsonNode sealed = entry.getValue();
                entries.put(
                        entry.getKey(),
                        new Sealed(
                                sealed.path("version").asLong(),
                                Base64.getDecoder().decode(sealed.path("nonce").asString()),
                                Base64.getDecoder().decode(sealed.path("sealed").asString())));
            }
            return new SealedEntries(root.path("key").asString(), entries);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new VaultException(file + " is damaged: restore it from its backup", e);
        }
    }
}
