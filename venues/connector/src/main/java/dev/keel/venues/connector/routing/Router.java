package dev.keel.venues.connector.routing;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.Instrument;
import dev.keel.venues.connector.MarketData.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the best net price, fees and depth counted. Whole, an order goes to the one account that
 * trades all of it for the best net price. Split, it takes the best levels of all books one by one;
 * an account whose part falls below its venue's least order is left out, and the rest is shared
 * anew. Equal prices go to the account whose id comes first.
 *
 * <p>A book may have moved before the order is there: a route is a proposal of one moment.
 */
public final class Router {
    private Router() {}

    public static Route route(RoutingRequest request, List<Candidate> candidates) {
        Map<AccountId, String> passedOver = new TreeMap<>();
        List<Offer> offers = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Optional<String> reason = unfit(request, candidate);
            if (reason.isPresent()) {
                passedOver.put(candidate.account(), reason.get());
            } else {
                offers.add(new Offer(request, candidate));
            }
        }
        offers.sort(Comparator.comparing(offer -> offer.account()));
        return switch (request.splitting()) {
            case WHOLE -> whole(request, offers, passedOver);
            case SPLIT -> split(request, offers, passedOver);
        };
    }

    private static Optional<String> unfit(RoutingRequest request, Candidate candidate) {
        Instrument instrument = candidate.instrument();
        if (!instrument.base().equals(request.base())
                || !instrument.quote().equals(request.quote())
                || instrument.kind() != request.kind()) {
            return Optional.of(instrument.id() + " is another market");
        }
        if (candidate.book().at().plus(request.freshness()).isBefore(request.now())) {
            return Optional.of("its order book is of " + candidate.book().at());
        }
        return Optional.empty();
    }

    private static Route whole(
            RoutingRequest request, List<Offer> offers, Map<AccountId, String> passedOver) {
        List<Offer.Taken> takers = new ArrayList<>();
        for (Offer offer : offers) {
            Offer.Taken taken = offer.take(request.quantity());
            Optional<String> reason = offer.tooSmall(taken);
            BigDecimal rest = request.quantity().subtract(taken.units());
            if (reason.isPresent()) {
                passedOver.put(offer.account(), reason.get());
            } else if (!offer.isDust(rest)) {
                passedOver.put(
                        offer.account(),
                        "it can take "
                                + taken.units().stripTrailingZeros().toPlainString()
                                + " of it only");
            } else {
                takers.add(taken);
            }
        }
        takers.sort(Comparator.comparing(taken -> taken.unitNet(request.side())));
        for (Offer.Taken other : takers.subList(Math.min(1, takers.size()), takers.size())) {
            passedOver.put(other.offer().account(), "its net price is worse");
        }
        return takers.isEmpty()
                ? new Route(List.of(), request.quantity(), passedOver)
                : new Route(
                        List.of(takers.getFirst().leg()),
                        request.quantity().subtract(takers.getFirst().units()),
                        passedOver);
    }

    private static Route split(
            RoutingRequest request, List<Offer> offers, Map<AccountId, String> passedOver) {
        List<Offer> left = new ArrayList<>(offers);
        while (true) {
            List<Offer.Taken> parts = share(request, left);
            Optional<Offer.Taken> small =
                    parts.stream()
                            .filter(part -> part.offer().tooSmall(part).isPresent())
                            .findFirst();
            if (small.isEmpty()) {
                return routeOf(request, parts, passedOver);
            }
            Offer out = small.get().offer();
            passedOver.put(out.account(), out.tooSmall(small.get()).orElseThrow());
            left.remove(out);
        }
    }

    private static Route routeOf(
            RoutingRequest request, List<Offer.Taken> parts, Map<AccountId, String> passedOver) {
        BigDecimal taken = BigDecimal.ZERO;
        List<Route.Leg> legs = new ArrayList<>();
        parts.sort(Comparator.comparing(part -> part.unitNet(request.side())));
        for (Offer.Taken part : parts) {
            taken = taken.add(part.units());
            legs.add(part.leg());
        }
        return new Route(legs, request.quantity().subtract(taken), passedOver);
    }

    /** Each offer's part, where every level goes to the best net price that is left. */
    private static List<Offer.Taken> share(RoutingRequest request, List<Offer> offers) {
        List<Step> steps = new ArrayList<>();
        for (Offer offer : offers) {
            offer.levels().forEach(level -> steps.add(new Step(offer, level)));
        }
        steps.sort(Comparator.comparing(step -> step.offer.signedNet(step.level.price())));
        Map<Offer, BigDecimal> wanted = new LinkedHashMap<>();
        offers.forEach(offer -> wanted.put(offer, BigDecimal.ZERO));
        BigDecimal missing = request.quantity();
        for (Step step : steps) {
            BigDecimal so = wanted.getOrDefault(step.offer, BigDecimal.ZERO);
            BigDecimal part =
                    missing.min(step.offer.units(step.level)).min(step.offer.most().subtract(so));
            wanted.put(step.offer, so.add(part));
            missing = missing.subtract(part);
        }
        return rounded(wanted);
    }

    /** In whole lots; what rounding leaves goes to the first that can still take a lot of it. */
    private static List<Offer.Taken> rounded(Map<Offer, BigDecimal> wanted) {
        Map<Offer, BigDecimal> lots = new LinkedHashMap<>();
        BigDecimal asked = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (Map.Entry<Offer, BigDecimal> each : wanted.entrySet()) {
            BigDecimal whole = each.getKey().wholeLots(each.getValue());
            lots.put(each.getKey(), whole);
            asked = asked.add(each.getValue());
            given = given.add(whole);
        }
        BigDecimal rest = asked.subtract(given);
        for (Map.Entry<Offer, BigDecimal> each : lots.entrySet()) {
            boolean takesPart = each.getValue().signum() > 0;
            BigDecimal more = takesPart ? each.getKey().moreLots(each.getValue(), rest) : rest;
            if (takesPart && more.signum() > 0) {
                each.setValue(each.getValue().add(more));
                rest = rest.subtract(more);
            }
        }
        List<Offer.Taken> parts = new ArrayList<>();
        lots.forEach((offer, units) -> {
            if (units.signum() > 0) {
                parts.add(offer.take(units));
            }
        });
        return parts;
    }

    private record Step(Offer offer, Level level) {}
}
