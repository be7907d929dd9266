package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.AccountSetup;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.governor.Lane;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * How an account of contracts is set up. Read from what the venue shows, and changed only where a
 * person asks for it.
 */
public final class AccountModes implements AccountSetup {
    /** Orders of one contract are netted. */
    public static final String ONE_WAY = "one-way";

    /** Long and short are held side by side. */
    public static final String HEDGE = "hedge";

    /** ccxt's classes of errors for what changes nothing. */
    private static final Set<String> UNCHANGED = Set.of("NoChange", "MarginModeAlreadySet");

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

    @Override
    public void setOneWay() {
        ArrayNode arguments = Json.array();
        arguments.add(false);
        arguments.add(source.symbols().getFirst());
        change("setPositionMode", arguments);
    }

    @Override
    public void setLeverage(int leverage) {
        if (leverage < 1 || leverage > 200) {
            throw new IllegalArgumentException("leverage must be 1 to 200, was " + leverage);
        }
        for (String symbol : source.symbols()) {
            ArrayNode arguments = Json.array();
            arguments.add(leverage);
            arguments.add(symbol);
            change("setLeverage", arguments);
        }
    }

    @Override
    public void setMargin(Margin margin) {
        for (String symbol : source.symbols()) {
            ArrayNode arguments = Json.array();
            arguments.add(margin.name().toLowerCase(Locale.ROOT));
            arguments.add(symbol);
            change("setMarginMode", arguments);
        }
    }

    /** What stands so already is refused by some venues; it is as it was asked to be. */
    private void change(String method, ArrayNode arguments) {
        try {
            JsonNode _ = call(method, arguments);
        } catch (CallFailedException e) {
            boolean stands =
                    e.reply() instanceof HostReply.Threw threw && UNCHANGED.contains(threw.error());
            if (!stands) {
                throw new ConnectorException(e.category(), String.valueOf(e.getMessage()));
            }
        }
    }

    private Optional<JsonNode> positions() {
        return HeldContracts.read(source).stream().findFirst();
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
