package dev.keel.core.order;

/** Whether a fill added liquidity to the book or took it. */
public enum Liquidity {
    MAKER,
    TAKER
}
