package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.venue.Holdings;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.governor.Lane;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is held: contracts as positions, on a spot market the balances of the bases. Cash is
 * the wallet's balance of the account's currency, without open profit.
 */
final class HoldingsReader {
    private final AccountSource source;

    HoldingsReader(AccountSource source) {
        this.source = source;
    }

    Holdings read() {
        JsonNode balance = balance();
        Map<InstrumentId, BigDecimal> positions =
                source.kind() == InstrumentKind.SPOT ? ofBalances(balance) : ofContracts();
        return new Holdings(positions, cash(balance));
    }

    /**
     * The balances as the library tells them. It makes balances of nothing of many a broken answer:
     * what the venue's own answer must hold is looked for in it, and balances without any currency
     * are asked for again before they are believed.
     *
     * @throws UnreadableException if they are not as they must be
     */
    JsonNode balance() {
        JsonNode first = balanceOnce();
        return first.path("total").isEmpty() ? balanceOnce() : first;
    }

    private JsonNode balanceOnce() {
        ArrayNode arguments = Json.array();
        ObjectNode parameters = arguments.addObject();
        parameters.put("type", source.exchange().wallet(source.kind()));
        JsonNode balance =
                source.calls().get(Lane.RECONCILE, "fetchBalance", arguments, source.patience());
        if (!balance.isObject()) {
            throw new UnreadableException("the balance must be an object");
        }
        String shape = source.plan().balances();
        if (!shape.equals(RecordPlan.UNKNOWN_SHAPE) && !Json.at(balance, shape).isContainer()) {
            throw new UnreadableException("the balance must hold " + shape);
        }
        return balance;
    }

    private @Nullable Money cash(JsonNode balance) {
        String where = source.plan().cash();
        if (where.equals(RecordPlan.NO_CASH)) {
            return null;
        }
        return new Money(
                source.currency(),
                where.equals(RecordPlan.TOTAL)
                        ? total(balance, source.currency().code())
                        : difference(balance, where.split(" less ", -1)));
    }

    /**
     * One amount, or less others: some venues tell what an account is worth and its open profit.
     */
    private BigDecimal difference(JsonNode balance, String[] places) {
        BigDecimal amount = at(balance, places[0]);
        for (int i = 1; i < places.length; i++) {
            amount = amount.subtract(at(balance, places[i]));
        }
        return amount;
    }

    /** Of a currency that a list leaves out nothing is held; a field that must be there must. */
    private BigDecimal at(JsonNode balance, String place) {
        String path = place.replace("{quote}", source.currency().code());
        Optional<BigDecimal> amount = Json.decimal(balance, path);
        if (amount.isEmpty() && path.equals(place)) {
            throw new UnreadableException("the balance must hold " + place);
        }
        return amount.orElse(BigDecimal.ZERO);
    }

    /** A currency that the venue does not list is one of which nothing is held. */
    private static BigDecimal total(JsonNode balance, String currency) {
        JsonNode one = balance.path(currency);
        Optional<BigDecimal> total = Json.decimal(one, "total");
        if (total.isPresent()) {
            return total.get();
        }
        return Json.decimal(one, "free")
                .orElse(BigDecimal.ZERO)
                .add(Json.decimal(one, "used").orElse(BigDecimal.ZERO));
    }

    private Map<InstrumentId, BigDecimal> ofBalances(JsonNode balance) {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        for (Listing listing : source.listings()) {
            BigDecimal held = total(balance, listing.instrument().base().code());
            if (held.signum() != 0) {
                positions.put(listing.instrument().id(), held);
            }
        }
        return positions;
    }

    private Map<InstrumentId, BigDecimal> ofContracts() {
        List<JsonNode> first = HeldContracts.read(source);
        List<JsonNode> list = first.isEmpty() ? HeldContracts.read(source) : first;
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        for (JsonNode item : list) {
            InstrumentId id = InstrumentId.of(Json.requireText(item, "symbol"));
            BigDecimal signed = signed(item);
            if (source.symbols().contains(id.symbol()) && signed.signum() != 0) {
                positions.merge(id, signed, BigDecimal::add);
            }
        }
        return positions;
    }

    private static BigDecimal signed(JsonNode position) {
        BigDecimal contracts = Json.decimal(position, "contracts").orElse(BigDecimal.ZERO);
        if (contracts.signum() == 0) {
            return contracts;
        }
        String side = Json.requireText(position, "side");
        return switch (side) {
            case "long" -> contracts.abs();
            case "short" -> contracts.abs().negate();
            default ->
                    throw new UnreadableException("side must be long or short, was '" + side + "'");
        };
    }
}
