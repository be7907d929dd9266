package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.venue.Movement;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads money that moved without a trade. What a trade moved is left out: the trade tells it. */
final class MovementReader {
    private final AccountSource source;
    private final PagedCalls pages;

    MovementReader(AccountSource source, PagedCalls pages) {
        this.source = source;
        this.pages = pages;
    }

    /** Those of the account's currency and of no other, by their ids: two calls may tell of one. */
    List<Movement> read(Instant since, Instant until) {
        Map<String, Movement> all = new TreeMap<>();
        for (RecordPlan.Call call : source.plan().movements()) {
            read(call, since, until).forEach(each -> all.putIfAbsent(each.id(), each));
        }
        return List.copyOf(all.values());
    }

    private List<Movement> read(RecordPlan.Call call, Instant since, Instant until) {
        return switch (call.method()) {
            case "fetchFundingHistory" -> funding(call, since, until);
            case "fetchLedger" -> ledger(call, since, until);
            case "fetchDeposits" -> transfers(call, since, until, false);
            case "fetchWithdrawals" -> transfers(call, since, until, true);
            default ->
                    throw new IllegalArgumentException(
                            "movements must be read by a known call, was " + call.method());
        };
    }

    /** An amount above zero was received. */
    private List<Movement> funding(RecordPlan.Call call, Instant since, Instant until) {
        List<Movement> movements = new ArrayList<>();
        for (String symbol : source.symbols()) {
            for (JsonNode item : pages.all(call, symbol, since, until)) {
                add(
                        movements,
                        item,
                        "funding-" + symbol + "-" + fundingId(item),
                        Movement.Kind.FUNDING,
                        Json.requireDecimal(item, "amount"),
                        symbol);
            }
        }
        return movements;
    }

    /** A contract pays once at a time: where a venue gives a payment no id, its time names it. */
    static String fundingId(JsonNode item) {
        return Json.text(item, "id").orElseGet(() -> Json.requireText(item, "timestamp"));
    }

    private List<Movement> ledger(RecordPlan.Call call, Instant since, Instant until) {
        List<Movement> movements = new ArrayList<>();
        for (JsonNode item : pages.all(call, null, since, until)) {
            kind(item)
                    .ifPresent(kind -> {
                        BigDecimal amount = Json.requireDecimal(item, "amount");
                        boolean out =
                                Json.text(item, "direction").filter("out"::equals).isPresent();
                        add(
                                movements,
                                item,
                                "ledger-" + Json.requireText(item, "id"),
                                kind,
                                out ? amount.abs().negate() : amount,
                                null);
                    });
        }
        return movements;
    }

    /**
     * The kind of an entry; empty for what trades tell, and for funding, which has its own call.
     */
    private Optional<Movement.Kind> kind(JsonNode item) {
        String type = Json.text(item, "type").orElse("").toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean fundingElsewhere =
                source.plan().movements().stream().anyMatch(RecordPlan.Call::isFunding);
        return switch (type) {
            case "trade", "commission", "fee", "realized pnl", "delivery", "margin", "bonus" ->
                    Optional.empty();
            case "settlement", "funding fee", "funding" ->
                    fundingElsewhere ? Optional.empty() : Optional.of(Movement.Kind.FUNDING);
            case "interest", "insurance clear" -> Optional.of(Movement.Kind.FEE);
            case "transfer",
                    "transfer in",
                    "transfer out",
                    "deposit",
                    "withdrawal",
                    "transaction",
                    "airdrop",
                    "rebate" ->
                    Optional.of(Movement.Kind.TRANSFER);
            default -> Optional.empty();
        };
    }

    private List<Movement> transfers(
            RecordPlan.Call call, Instant since, Instant until, boolean out) {
        List<Movement> movements = new ArrayList<>();
        for (JsonNode item : pages.all(call, null, since, until)) {
            if (Json.text(item, "status").filter("ok"::equals).isPresent()) {
                BigDecimal amount = Json.requireDecimal(item, "amount").abs();
                BigDecimal fee = Json.decimal(item, "fee.cost").orElse(BigDecimal.ZERO);
                add(
                        movements,
                        item,
                        (out ? "withdrawal-" : "deposit-") + Json.requireText(item, "id"),
                        Movement.Kind.TRANSFER,
                        out ? amount.add(fee).negate() : amount,
                        null);
            }
        }
        return movements;
    }

    /** A contract pays in what it is settled in, and an account has contracts of one currency. */
    private Optional<String> settled(@org.jspecify.annotations.Nullable String symbol) {
        return Optional.ofNullable(symbol).map(_ -> source.currency().code());
    }

    private void add(
            List<Movement> movements,
            JsonNode item,
            String id,
            Movement.Kind kind,
            BigDecimal amount,
            @org.jspecify.annotations.Nullable String symbol) {
        String currency =
                Json.text(item, "currency")
                        .or(() -> Json.text(item, "code"))
                        .or(() -> settled(symbol))
                        .orElseThrow(() -> new UnreadableException("currency must be given"));
        Asset asset = Asset.of(currency.toUpperCase(Locale.ROOT));
        if (asset.equals(source.currency()) && amount.signum() != 0) {
            movements.add(
                    new Movement(
                            id,
                            kind,
                            new Money(asset, amount),
                            symbol == null ? null : InstrumentId.of(symbol),
                            TradeReader.at(item)));
        }
    }
}
