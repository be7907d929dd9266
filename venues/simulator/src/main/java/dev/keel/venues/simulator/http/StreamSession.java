package dev.keel.venues.simulator.http;

/** What the venue does with what it hears on a stream. */
public interface StreamSession {
    void onText(String text);

    void onClosed();
}
