package dev.keel.server.venues;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.vault.PrivateFile;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The accounts that were added: {@code accounts.json}. For any number of threads and processes;
 * what was changed is durable when a call returns.
 */
public final class AccountBook {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path file;

    /**
     * @param folder made when the first account is added
     */
    public AccountBook(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("accounts.json");
    }

    /** All accounts, in the order of their names. */
    public List<StoredAccount> all() {
        return List.copyOf(read().values());
    }

    public Optional<StoredAccount> find(AccountId id) {
        return Optional.ofNullable(read().get(id));
    }

    /**
     * Adds an account.
     *
     * @throws IllegalArgumentException if there is one of its name
     */
    void add(StoredAccount account) {
        change(accounts -> {
            if (accounts.putIfAbsent(account.id(), account) != null) {
                throw new IllegalArgumentException(
                        "account " + account.id() + " exists already: remove it first");
            }
            return accounts;
        });
    }

    /**
     * Changes an account.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public StoredAccount change(AccountId id, UnaryOperator<StoredAccount> change) {
        return Optional.ofNullable(
                        change(
                                        accounts -> {
                                            StoredAccount before = accounts.get(id);
                                            if (before == null) {
                                                throw unknown(id, accounts.keySet());
                                            }
                                            accounts.put(id, change.apply(before));
                                            return accounts;
                                        })
                                .get(id))
                .orElseThrow();
    }

    /** Takes an account out; false if there is none of this name. */
    boolean remove(AccountId id) {
        if (find(id).isEmpty()) {
            return false;
        }
        change(accounts -> {
            StoredAccount _ = accounts.remove(id);
            return accounts;
        });
        return true;
    }

    /**
     * The account of a name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public StoredAccount require(AccountId id) {
        Map<AccountId, StoredAccount> accounts = read();
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> unknown(id, accounts.keySet()));
    }

    private static IllegalArgumentException unknown(AccountId id, Set<AccountId> known) {
        return new IllegalArgumentException(
                "account '" + id + "' is unknown, known are " + new TreeSet<>(known));
    }

    private Map<AccountId, StoredAccount> change(
            UnaryOperator<SortedMap<AccountId, StoredAccount>> change) {
        PrivateFile.makeFolder(folder);
        return PrivateFile.locked(
                folder.resolve("accounts.lock"),
                () -> {
                    SortedMap<AccountId, StoredAccount> changed = change.apply(read());
                    PrivateFile.write(file, toJson(changed));
                    return changed;
                });
    }

    private SortedMap<AccountId, StoredAccount> read() {
        SortedMap<AccountId, StoredAccount> accounts = new TreeMap<>();
        PrivateFile.read(file).ifPresent(json -> parse(json, accounts));
        return accounts;
    }

    private static byte[] toJson(Map<AccountId, StoredAccount> accounts) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode all = root.putArray("accounts");
        accounts.values().forEach(account -> write(account, all.addObject()));
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(root)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void write(StoredAccount account, ObjectNode json) {
        VenueAccount place = account.place();
        json.put("name", account.id().value());
        json.put("label", account.label());
        json.put("venue", place.venue().value());
        json.put("environment", word(place.environment()));
        json.put("kind", word(place.kind()));
        ArrayNode symbols = json.putArray("symbols");
        new TreeSet<>(place.instruments()).forEach(id -> symbols.add(id.symbol()));
        ObjectNode options = json.putObject("options");
        place.options().forEach(options::put);
        json.put("mode", word(account.mode()));
        json.put("maxLeverage", account.maxLeverage());
        json.put("running", word(account.running()));
        json.put("withdrawal", word(account.withdrawal()));
        json.put("addedAt", account.addedAt().toString());
    }

    private void parse(byte[] json, Map<AccountId, StoredAccount> into) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("format").asInt(0) != FORMAT) {
                throw new IllegalStateException(file + " must be of format " + FORMAT);
            }
            for (JsonNode account : root.path("accounts")) {
                StoredAccount stored = account(account);
                into.put(stored.id(), stored);
            }
        } catch (JacksonException | java.time.DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " is damaged: restore it from its backup: " + e.getMessage(), e);
        }
    }

    private static StoredAccount account(JsonNode json) {
        List<InstrumentId> symbols = new ArrayList<>();
        json.path("symbols").forEach(symbol -> symbols.add(InstrumentId.of(symbol.asString())));
        Map<String, String> options = new TreeMap<>();
        json.path("options")
                .properties()
                .forEach(option -> options.put(option.getKey(), option.getValue().asString()));
        return new StoredAccount(
                new VenueAccount(
                        AccountId.of(json.path("name").asString()),
                        new VenueId(json.path("venue").asString()),
                        Environment.valueOf(constant(json, "environment")),
                        InstrumentKind.valueOf(constant(json, "kind")),
                        Set.copyOf(symbols),
                        options),
                json.path("label").asString(),
                ExecutionMode.valueOf(constant(json, "mode")),
                json.path("maxLeverage").asInt(),
                StoredAccount.Running.valueOf(constant(json, "running")),
                StoredAccount.Withdrawal.valueOf(constant(json, "withdrawal")),
                Instant.parse(json.path("addedAt").asString()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(JsonNode json, String field) {
        return json.path(field).asString().toUpperCase(Locale.ROOT);
    }
}
