package dev.keel.signals.ehlers;

/** Which way evidence points. */
enum Lean {
    UP,
    DOWN,
    NONE
}
