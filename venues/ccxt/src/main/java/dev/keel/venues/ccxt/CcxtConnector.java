package dev.keel.venues.ccxt;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.VenueProfiles;
import dev.keel.venues.ccxt.account.AccountSource;
import dev.keel.venues.ccxt.account.Examination;
import dev.keel.venues.ccxt.call.CallFailedException;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchange.TestNetwork;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.ExchangeSpec;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.market.CcxtMarketData;
import dev.keel.venues.ccxt.market.MarketReader;
import dev.keel.venues.ccxt.order.OrderTerms;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorException.Category;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A way to one exchange through the library. For any number of threads.
 *
 * <p>An account's options: {@code allowWithdrawal}, {@code isolated} and {@code lookSeconds} (how
 * often its lists are looked at, 1 to 60); in {@link Environment#LOCAL} {@code simulator}, a base
 * URL on this machine, and {@code patienceMillis}.
 */
public final class CcxtConnector implements Connector {
    private static final Duration LOADING = Duration.ofSeconds(60);

    /** The host's own call for the markets, read once for all accounts of a venue. */
    private static final String MARKETS = HostMethods.MARKETS;

    private static final AtomicLong NAMES = new AtomicLong();

    private final Exchange exchange;
    private final CcxtPorts ports;
    private final ConnectorInfo info;

    public CcxtConnector(Exchange exchange, CcxtPorts ports) {
        this.exchange = exchange;
        this.ports = ports;
        this.info = Infos.of(exchange);
    }

    @Override
    public ConnectorInfo info() {
        return info;
    }

    @Override
    public AccountConnection open(VenueAccount account, Credentials credentials) {
        requireTradable(account, credentials);
        VenueProfile profile = profile(account);
        String name = open(account, credentials, ExchangeSpec.Numbers.STRINGS);
        try {
            VenueCalls calls = calls(name, account.account().value());
            AccountOpening.Opened opened =
                    new AccountOpening(exchange, account)
                            .open(calls, markets(calls, account.kind()), profile.answerPatience());
            OrderTerms terms = new OrderTerms(offset(opened.source()), isTrue(account, "isolated"));
            Duration every = lookEvery(account);
            return new CcxtConnection(
                    opened,
                    each -> new Wiring(each.source(), terms, profile, ports.executor(), every),
                    isTrue(account, "allowWithdrawal"),
                    () -> marketData(account),
                    () -> ports.host().get().close(name));
        } catch (RuntimeException e) {
            ports.host().get().close(name);
            throw e;
        }
    }

    @Override
    public MarketData marketData(VenueAccount place) {
        requirePlace(place);
        String name = open(place, Credentials.none(), ExchangeSpec.Numbers.DOUBLES);
        try {
            VenueCalls calls = calls(name, "public");
            return new CcxtMarketData(
                    exchange.id(),
                    calls,
                    markets(calls, place.kind()),
                    ports.executor(),
                    () -> ports.host().get().close(name));
        } catch (RuntimeException e) {
            ports.host().get().close(name);
            throw e;
        }
    }

    /** Simulators answer at once: tests need not wait as long for silence as people must. */
    private VenueProfile profile(VenueAccount account) {
        VenueProfile reviewed = VenueProfiles.of(exchange.id());
        String millis = account.options().get("patienceMillis");
        if (millis == null) {
            return reviewed;
        }
        if (account.environment() != Environment.LOCAL || !millis.matches("[1-9][0-9]{2,4}")) {
            throw new IllegalArgumentException(
                    "patienceMillis must be 100 to 99999 and given in the environment local only");
        }
        return new VenueProfile(
                reviewed.requestValidity(),
                reviewed.visibilityDelay(),
                Duration.ofMillis(Long.parseLong(millis)));
    }

    private void requireTradable(VenueAccount account, Credentials credentials) {
        requirePlace(account);
        if (!exchange.kinds().contains(account.kind())) {
            throw new IllegalArgumentException(
                    "kind must be one of "
                            + info.capabilities().keySet()
                            + " at "
                            + exchange.id()
                            + ", was "
                            + account.kind());
        }
        for (String field : exchange.secrets()) {
            if (credentials.get(field).filter(value -> value.length > 0).isEmpty()) {
                throw new IllegalArgumentException(field + " must be given for " + exchange.id());
            }
        }
    }

    private void requirePlace(VenueAccount account) {
        if (!account.venue().value().equals(exchange.id())) {
            throw new IllegalArgumentException(
                    "venue must be " + exchange.id() + ", was " + account.venue());
        }
        boolean simulated = account.options().containsKey("simulator");
        if (simulated != (account.environment() == Environment.LOCAL)) {
            throw new IllegalArgumentException(
                    "simulator must be given in the environment local and in no other, was in "
                            + account.environment());
        }
        if (account.environment() == Environment.TEST
                && exchange.testNetwork() == TestNetwork.NONE) {
            throw new IllegalArgumentException(
                    "environment must be live: " + exchange.id() + " has no test network");
        }
    }

    private String open(
            VenueAccount account, Credentials credentials, ExchangeSpec.Numbers numbers) {
        String name = exchange.id() + "-" + account.account() + "-" + NAMES.incrementAndGet();
        ExchangeSpec spec =
                new ExchangeSpec(
                        name,
                        exchange.id(),
                        numbers,
                        exchange.constructorOptions(account.kind()),
                        account.options().getOrDefault("simulator", ""),
                        account.environment() == Environment.TEST,
                        credentials);
        HostReply reply = ports.host().get().open(spec).join();
        return switch (reply) {
            case HostReply.Returned _ -> name;
            case HostReply.Threw threw ->
                    throw new ConnectorException(
                            Category.FATAL,
                            exchange.id() + " cannot be opened: " + threw.message());
            case HostReply.Lost lost ->
                    throw new ConnectorException(
                            Category.RETRYABLE, exchange.id() + " cannot be opened: " + lost.why());
        };
    }

    private VenueCalls calls(String name, String key) {
        return new VenueCalls(ports.host(), ports.governor(), ports.clock(), name, key);
    }

    private SortedMap<InstrumentId, Listing> markets(VenueCalls calls, InstrumentKind kind) {
        return answered(() -> {
            JsonNode markets = calls.get(Lane.DATA, MARKETS, Json.array(), LOADING);
            return new MarketReader(exchange.id(), kind).all(markets);
        });
    }

    /** Where a venue does not tell its time, ours is taken for it. */
    private Duration offset(AccountSource source) {
        return answered(() -> Examination.clockOffset(source)).orElse(Duration.ZERO);
    }

    private static <T> T answered(Supplier<T> ask) {
        try {
            return ask.get();
        } catch (CallFailedException e) {
            throw new ConnectorException(e.category(), String.valueOf(e.getMessage()));
        } catch (UnreadableException e) {
            throw new ConnectorException(Category.RETRYABLE, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isTrue(VenueAccount account, String option) {
        String value = account.options().getOrDefault(option, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            option + " must be true or false, was '" + value + "'");
        };
    }

    private static Duration lookEvery(VenueAccount account) {
        String seconds = Optional.ofNullable(account.options().get("lookSeconds")).orElse("5");
        if (!seconds.matches("[1-9]|[1-5][0-9]|60")) {
            throw new IllegalArgumentException("lookSeconds must be 1 to 60, was " + seconds);
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
