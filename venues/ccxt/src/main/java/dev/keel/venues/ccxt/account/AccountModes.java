package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.governor.Lane;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * How an account of contracts is set up. Read from what the venue shows, and changed only where a
 * person asks for it.
 */
public final class AccountModes {
    /** Orders of one contract are netted. */
    public static final String ONE_WAY = "one-way";

    /** Long and short are held side by side. */
    public static final String HEDGE = "hedge";

    private final AccountSource source;

    public AccountModes(AccountSource source) {
        this.source = source;
    }

    /** {@link #ONE_WAY} or {@link #HEDGE}; empty where the venue does not say. */
    Optional<String> positionMode() {
        if (source.kind() == InstrumentKind.SPOT) {
            return Optional.empty();
        }
        return switch (source.exchange().id()) {
            case "binance" ->
                    Json.text(call("fetchPositionMode", first()), "hedged").map(AccountModes::mode);
            case "okx" ->
                    Json.text(call("privateGetAccountConfig", Json.array()), "data.0.posMode")
                            .map(mode -> mode.equals("net_mode") ? ONE_WAY : HEDGE);
            case "bybit" ->
                    positions()
                            .flatMap(each -> Json.text(each, "info.positionIdx"))
                            .map(index -> index.equals("0") ? ONE_WAY : HEDGE);
            default -> Optional.empty();
        };
    }

    /** {@code cross} or {@code isolated}; empty where the venue does not say without a position. */
    Optional<String> marginMode() {
        return source.kind() == InstrumentKind.SPOT
                ? Optional.empty()
                : positions().flatMap(each -> Json.text(each, "marginMode"));
    }

    /** The leverage of the first contract; empty likewise. */
    Optional<String> leverage() {
        return source.kind() == InstrumentKind.SPOT
                ? Optional.empty()
                : positions().flatMap(each -> Json.text(each, "leverage"));
    }

    /** Has every contract of the account netted. The venue refuses it while anything is held. */
    public void setOneWay() {
        ArrayNode arguments = Json.array();
        arguments.add(false);
        arguments.add(source.symbols().getFirst());
        call("setPositionMode", arguments);
    }

    /** Sets the leverage of every contract of the account. */
    public void setLeverage(int leverage) {
        if (leverage < 1 || leverage > 200) {
            throw new IllegalArgumentException("leverage must be 1 to 200, was " + leverage);
        }
        for (String symbol : source.symbols()) {
            ArrayNode arguments = Json.array();
            arguments.add(leverage);
            arguments.add(symbol);
            call("setLeverage", arguments);
        }
    }

    /**
     * Sets the margin of every contract of the account.
     *
     * @param isolated whether it is each contract's own
     */
    public void setMarginMode(boolean isolated) {
        for (String symbol : source.symbols()) {
            ArrayNode arguments = Json.array();
            arguments.add(isolated ? "isolated" : "cross");
            arguments.add(symbol);
            call("setMarginMode", arguments);
        }
    }

    private Optional<JsonNode> positions() {
        ArrayNode arguments = Json.array();
        ArrayNode symbols = arguments.addArray();
        source.symbols().forEach(symbols::add);
        return Json.items(call("fetchPositions", arguments)).stream().findFirst();
    }

    private ArrayNode first() {
        ArrayNode arguments = Json.array();
        arguments.add(source.symbols().getFirst());
        return arguments;
    }

    private JsonNode call(String method, ArrayNode arguments) {
        return source.calls().get(Lane.RECONCILE, method, arguments, source.patience());
    }

    private static String mode(String hedged) {
        return hedged.equals("true") ? HEDGE : ONE_WAY;
    }
}
