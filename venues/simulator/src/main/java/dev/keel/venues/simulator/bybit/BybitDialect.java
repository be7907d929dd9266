package dev.keel.venues.simulator.bybit;

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

/** Bybit's version 5 at {@code api.bybit.com} and {@code stream.bybit.com}. */
public final class BybitDialect implements Dialect {
    private final Routes routes = new Routes();
    private final BybitCodes codes;
    private final BybitStreams streams;

    public BybitDialect(Site site) {
        codes = new BybitCodes(site.kind() == InstrumentKind.SPOT);
        BybitAuth auth = new BybitAuth(site.book(), site.keys());
        BybitPublic open = new BybitPublic(site, codes);
        BybitAccount account = new BybitAccount(site, codes);
        open.routes(routes);
        account.routes(routes, auth);
        new BybitOrders(site, codes).routes(routes, auth);
        streams = new BybitStreams(site, auth, account, open);
        site.book().listen(streams);
    }

    static String category(Site site) {
        return switch (site.kind()) {
            case SPOT -> "spot";
            case LINEAR -> "linear";
        };
    }

    @Override
    public Ask asked(WireRequest request) {
        return BybitOrders.refine(routes.asked(request), request);
    }

    @Override
    public WireReply answer(WireRequest request) {
        return routes.answer(request)
                .orElseGet(() -> BybitCodes.error(10404, "no such path: " + request.path()));
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
