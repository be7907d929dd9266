package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.connector.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealedKeysTest {
    @Test
    void opensWhatWasSealedEvenAfterTheOriginalIsWiped() {
        Credentials credentials =
                Credentials.none()
                        .with("apiKey", "kéy €".toCharArray())
                        .with("secret", "".toCharArray());
        SealedKeys sealed = SealedKeys.of(credentials);
        credentials.close();
        TreeMap<String, String> opened = new TreeMap<>();

        sealed.open((name, value) -> opened.put(name, new String(value)));

        assertThat(opened).containsEntry("apiKey", "kéy €").containsEntry("secret", "").hasSize(2);
    }

    @Test
    void wipesWhatItHandedOut() {
        List<char[]> kept = new ArrayList<>();

        SealedKeys.of(Credentials.none().with("apiKey", "abc".toCharArray()))
                .open((_, value) -> kept.add(value));

        assertThat(kept.getFirst()).containsOnly('\0');
    }

    @Test
    void isEmptyOnceClosed() {
        SealedKeys sealed = SealedKeys.of(Credentials.none().with("apiKey", "abc".toCharArray()));
        sealed.close();
        List<String> names = new ArrayList<>();

        sealed.open((name, _) -> names.add(name));

        assertThat(names).isEmpty();
    }

    @Test
    void printsNamesOnly() {
        assertThat(SealedKeys.of(Credentials.none().with("apiKey", "abc".toCharArray())))
                .hasToString("SealedKeys[apiKey]");
    }
}
