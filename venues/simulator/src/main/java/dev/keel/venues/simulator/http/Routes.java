package dev.keel.venues.simulator.http;

import dev.keel.venues.simulator.BrokerSide.Ask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which request is answered by what. A segment in braces stands for anything, and is one of the
 * request's {@link WireRequest#variables()}.
 */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    private record Route(
            Ask ask,
            String method,
            String host,
            List<String> segments,
            Function<WireRequest, WireReply> handler) {
        Optional<WireRequest> match(WireRequest request, List<String> path) {
            boolean fits =
                    method.equals(request.method())
                            && host.equals(request.host())
                            && segments.size() == path.size();
            if (!fits) {
                return Optional.empty();
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(request.with(variables));
        }
    }

    /** Adds one; the first that fits counts. */
    public Routes on(
            Ask ask, String method, String hostAndPath, Function<WireRequest, WireReply> handler) {
        int slash = hostAndPath.indexOf('/');
        routes.add(
                new Route(
                        ask,
                        method,
                        hostAndPath.substring(0, slash),
                        segments(hostAndPath.substring(slash)),
                        handler));
        return this;
    }

    /** {@code OTHER} if nothing fits. */
    public Ask asked(WireRequest request) {
        List<String> path = segments(request.path());
        return routes.stream()
                .filter(route -> route.match(request, path).isPresent())
                .map(Route::ask)
                .findFirst()
                .orElse(Ask.OTHER);
    }

    /** Empty if nothing fits. */
    public Optional<WireReply> answer(WireRequest request) {
        List<String> path = segments(request.path());
        for (Route route : routes) {
            Optional<WireRequest> match = route.match(request, path);
            if (match.isPresent()) {
                return Optional.of(handled(route, match.get()));
            }
        }
        return Optional.empty();
    }

    private static WireReply handled(Route route, WireRequest request) {
        try {
            return route.handler().apply(request);
        } catch (Denied denied) {
            return denied.reply();
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
