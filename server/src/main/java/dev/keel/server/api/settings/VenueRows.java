package dev.keel.server.api.settings;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.venues.Connectors;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Technology;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Venues as clients of the settings know them. */
final class VenueRows {
    /** Names that clients have for venues that are called otherwise here. */
    private static final Map<String, String> CLIENT_NAMES =
            Map.of("gate", "gateio", "cryptocom", "crypto_com");

    /** Where the public REST interface of an exchange is. */
    private static final Map<String, String> ENDPOINTS =
            Map.ofEntries(
                    Map.entry("binance", "https://api.binance.com"),
                    Map.entry("bybit", "https://api.bybit.com"),
                    Map.entry("okx", "https://www.okx.com"),
                    Map.entry("kucoin", "https://api.kucoin.com"),
                    Map.entry("gate", "https://api.gateio.ws"),
                    Map.entry("bitget", "https://api.bitget.com"),
                    Map.entry("mexc", "https://api.mexc.com"),
                    Map.entry("kraken", "https://api.kraken.com"),
                    Map.entry("krakenfutures", "https://futures.kraken.com"),
                    Map.entry("coinbase", "https://api.coinbase.com"),
                    Map.entry("htx", "https://api.huobi.pro"),
                    Map.entry("cryptocom", "https://api.crypto.com"),
                    Map.entry("bingx", "https://open-api.bingx.com"),
                    Map.entry("deribit", "https://www.deribit.com"),
                    Map.entry("phemex", "https://api.phemex.com"));

    private VenueRows() {}

    /** An exchange. */
    record Exchange(
            String id,
            String name,
            String icon,
            @Schema(description = "both, spot or futures") String type,
            boolean hasPassphrase,
            @Nullable String defaultEndpoint) {}

    /** A broker behind a terminal or FIX. */
    record Broker(String id, String name, String type, String protocol) {}

    static String clientName(String venue) {
        return CLIENT_NAMES.getOrDefault(venue, venue);
    }

    /** Those whose orders are reviewed; the rest shows market data alone. */
    static List<Exchange> exchanges(Connectors connectors, String mode) {
        return connectors.all().stream()
                .map(Connector::info)
                .filter(info -> info.technology() == Technology.CCXT && info.reviewed())
                .map(VenueRows::exchange)
                .filter(row ->
                        mode.equals("all") || row.type().equals("both") || row.type().equals(mode))
                .toList();
    }

    static List<Broker> brokers(Connectors connectors) {
        return connectors.all().stream()
                .map(Connector::info)
                .filter(info -> info.technology() != Technology.CCXT)
                .map(VenueRows::broker)
                .toList();
    }

    private static Exchange exchange(ConnectorInfo info) {
        Set<InstrumentKind> kinds = info.capabilities().keySet();
        boolean spot = kinds.contains(InstrumentKind.SPOT);
        boolean futures = kinds.contains(InstrumentKind.LINEAR);
        return new Exchange(
                clientName(info.venue().value()),
                info.name(),
                info.name().substring(0, 1).toUpperCase(Locale.ROOT),
                spot && futures ? "both" : spot ? "spot" : "futures",
                info.credentials().stream()
                        .anyMatch(field ->
                                field.name().equals("passphrase")
                                        || field.name().equals("password")),
                ENDPOINTS.get(info.venue().value()));
    }

    private static Broker broker(ConnectorInfo info) {
        String id = info.venue().value().replace('-', '_');
        return info.technology() == Technology.METATRADER
                ? new Broker(id, info.name(), "metatrader", id.toUpperCase(Locale.ROOT))
                : new Broker(id, info.name(), "fix", "FIX");
    }
}
