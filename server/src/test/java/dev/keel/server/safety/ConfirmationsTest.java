package dev.keel.server.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.safety.Confirmations.Token;
import dev.keel.server.safety.Confirmations.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private Instant now = START;
    private final Confirmations confirmations = new Confirmations(() -> now);

    @Test
    void confirmsOnce() {
        Token token = confirmations.offer("the switch");

        assertThat(confirmations.take(token.value(), "the switch")).isEqualTo(Verdict.CONFIRMED);
        assertThat(confirmations.take(token.value(), "the switch")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void confirmsNothingElse() {
        Token token = confirmations.offer("the switch");

        assertThat(confirmations.take(token.value(), "another")).isEqualTo(Verdict.ANOTHER);
        assertThat(confirmations.take(token.value(), "the switch")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void expires() {
        Token token = confirmations.offer("the switch");
        now = token.expiresAt();

        assertThat(token.expiresAt()).isEqualTo(START.plus(Confirmations.LIFETIME));
        assertThat(confirmations.take(token.value(), "the switch")).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void knowsNoMadeUpToken() {
        assertThat(confirmations.take("00ff", "the switch")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void givesOutLongTokensThatDiffer() {
        Token one = confirmations.offer("the switch");
        Token other = confirmations.offer("the switch");

        assertThat(one.value()).hasSize(32).isNotEqualTo(other.value());
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        Token oldest = confirmations.offer("the switch");
        for (int i = 0; i < 100; i++) {
            confirmations.offer(i);
        }

        assertThat(confirmations.take(oldest.value(), "the switch")).isEqualTo(Verdict.UNKNOWN);
    }
}
