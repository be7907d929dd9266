package dev.keel.core.order;

/**
 * Why an order is in its terminal state.
 *
 * @param source where it comes from, such as {@code venue ack}, {@code fill}, {@code risk}
 * @param reference what was seen there: an id, a code, the venue's words; never a secret
 */
public record Evidence(String source, String reference) {
    public Evidence {
        if (source.isBlank()) {
            throw new IllegalArgumentException("evidence must name its source");
        }
    }
}
