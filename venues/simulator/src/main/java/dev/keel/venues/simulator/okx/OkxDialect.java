package dev.keel.venues.simulator.okx;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.http.Channel;
import dev.keel.venues.simulator.http.Dialect;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.StreamSession;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.util.Optional;

/** OKX's version 5 at {@code www.okx.com} and {@code ws.okx.com}. */
public final class OkxDialect implements Dialect {
    private final Routes routes = new Routes();
    private final OkxStreams streams;

    public OkxDialect(Site site) {
        OkxAuth auth = new OkxAuth(site.book(), site.keys());
        OkxPublic open = new OkxPublic(site);
        OkxAccount account = new OkxAccount(site);
        open.routes(routes);
        account.routes(routes, auth);
        new OkxOrders(site.book()).routes(routes, auth);
        streams = new OkxStreams(site, auth, account, open);
        site.book().listen(streams);
    }

    @Override
    public Ask asked(WireRequest request) {
        return routes.asked(request);
    }

    @Override
    public WireReply answer(WireRequest request) {
        return routes.answer(request)
                .orElseGet(() -> OkxCodes.error(404, "50404", "No such path: " + request.path()));
    }

    @Override
    public WireReply says(Word word, WireRequest request) {
        return OkxCodes.of(word, request);
    }

    @Override
    public Optional<StreamSession> connect(WireRequest upgrade, Channel channel) {
        return streams.connect(upgrade, channel);
    }
}
