package dev.keel.sim.fault.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which kinds of faults a simulation draws from. */
public enum Profile {
    DEFAULT,
    NETWORK,
    CRASHES,
    STORAGE,
    MARKET,
    /** No faults at all. */
    QUIET,
    /** All faults, at crypto exchanges: each broker answers in the codes of one of them. */
    CCXT,
    /** All faults, behind FIX. */
    FIX,
    /** All faults, behind MetaTrader terminals. */
    MT;

    private static final List<String> EXCHANGES =
            List.of(
                    "binance",
                    "bingx",
                    "bitget",
                    "bybit",
                    "coinbase",
                    "cryptocom",
                    "deribit",
                    "gate",
                    "htx",
                    "kraken",
                    "krakenfutures",
                    "kucoin",
                    "mexc",
                    "okx",
                    "phemex");

    /** Whose outcome tables brokers are drawn from; none for brokers who speak plainly. */
    public List<String> venues() {
        return switch (this) {
            case CCXT -> EXCHANGES;
            case FIX -> List.of("fix");
            case MT -> List.of("mt4", "mt5");
            case DEFAULT, NETWORK, CRASHES, STORAGE, MARKET, QUIET -> List.of();
        };
    }

    boolean has(Fault fault) {
        Fault.Group group = fault.group();
        return switch (this) {
            case DEFAULT, CCXT, FIX, MT -> true;
            case NETWORK -> group == Fault.Group.NETWORK;
            case CRASHES -> group == Fault.Group.CRASH || group == Fault.Group.PROCESS;
            case STORAGE -> group == Fault.Group.STORAGE || group == Fault.Group.PROCESS;
            case MARKET -> group == Fault.Group.MARKET;
            case QUIET -> false;
        };
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Profile> named(String label) {
        return Arrays.stream(values()).filter(profile -> profile.label().equals(label)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Profile::label).toList();
    }
}
