package dev.keel.venues.ccxt.order;

import java.util.Locale;

/** Something that an order can ask for, and a venue may or may not know. */
public enum Feature {
    /** What every order carries: our id, and the end of its validity. */
    EVERY,
    LIMIT,
    MARKET_BUY,
    MARKET_SELL,
    STOP,
    STOP_LIMIT,
    TRAILING,
    IOC,
    FOK,
    GOOD_TILL_DATE,
    POST_ONLY,
    REDUCE_ONLY,
    /** No request, but a trait: amounts leave as JSON numbers. */
    JSON_NUMBERS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Feature of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
