package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final List<String> logged = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Complaints complaints =
            new Complaints(
                    action -> action.accept("s3cret-value".toCharArray()), now::get, logged::add);

    @Test
    void masksSecretsQueriesAndLongTokens() {
        complaints.take("a s3cret-value b s3cret-value");
        complaints.take("GET https://api.example.com/v3/order?symbol=X&signature=abc failed");
        complaints.take("signed " + "0123456789abcdef".repeat(4));

        assertThat(logged)
                .containsExactly(
                        "a *** b ***",
                        "GET https://api.example.com/v3/order?*** failed",
                        "signed ***");
    }

    @Test
    void logsOnlySoManyAMinuteAndSaysHowManyWereLeftOut() {
        for (int i = 0; i < 150; i++) {
            complaints.take("line " + i);
        }
        now.set(61_000_000_000L);
        complaints.take("later");

        assertThat(logged).hasSize(102).endsWith("50 more lines were left out", "later");
    }

    @Test
    void cutsWhatIsLongAfterMaskingIt() {
        complaints.take("- ".repeat(1_995) + "s3cret-value and more of it");

        assertThat(logged.getFirst()).hasSize(4_000).doesNotContain("s3c");
    }
}
