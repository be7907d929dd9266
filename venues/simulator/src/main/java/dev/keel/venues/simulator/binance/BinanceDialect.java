package dev.keel.venues.simulator.binance;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Dialect;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.Optional;

/** Binance: spot at {@code api.binance.com}, USD-margined futures at {@code fapi.binance.com}. */
public final class BinanceDialect implements Dialect {
    private final Routes routes = new Routes();
    private final BinanceCodes codes;
    private final BinanceStreams streams;

    public BinanceDialect(Site site) {
        boolean spot = site.kind() == InstrumentKind.SPOT;
        codes = new BinanceCodes(spot);
        BinanceAuth auth = new BinanceAuth(site.book(), site.keys());
        BinancePublic open = new BinancePublic(site);
        open.routes(routes, "api.binance.com/api/v3", InstrumentKind.SPOT);
        open.routes(routes, "fapi.binance.com/fapi/v1", InstrumentKind.LINEAR);
        new BinanceSpot(site).routes(routes, auth);
        if (!spot) {
            new BinanceFutures(site).routes(routes, auth);
            new BinanceAlgo(site).routes(routes, auth);
        }
        streams = new BinanceStreams(site, auth);
        streams.routes(routes);
        site.book().listen(streams);
    }

    @Override
    public Ask asked(WireRequest request) {
        return routes.asked(request);
    }

    @Override
    public WireReply answer(WireRequest request) {
        return routes.answer(request)
                .orElseGet(() -> BinanceCodes.error(404, -1000, "No such path: " + request.path()));
    }

    @Override
    public WireReply says(Word word, WireRequest request) {
        return codes.of(word);
    }

    @Override
    public Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        return streams.connect(upgrade, channel);
    }
}
