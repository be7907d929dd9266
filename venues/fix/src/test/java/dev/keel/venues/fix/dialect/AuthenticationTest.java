package dev.keel.venues.fix.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.transport.FixMessage.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuthenticationTest {
    private static final Authentication.Logon LOGON =
            new Authentication.Logon("KEEL", "SPOT", 1, "20260304-10:00:00.000");

    @Test
    void ed25519SignsTypeIdsNumberAndTime() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Credentials credentials =
                Credentials.none()
                        .with("apiKey", "key".toCharArray())
                        .with(
                                "privateKey",
                                Base64.getEncoder()
                                        .encodeToString(keys.getPrivate().getEncoded())
                                        .toCharArray());

        List<Field> fields = Authentication.ED25519.prove(LOGON, credentials);

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(keys.getPublic());
        signature.update(
                "A\u0001KEEL\u0001SPOT\u00011\u000120260304-10:00:00.000"
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getDecoder().decode(value(fields, 96)))).isTrue();
        assertThat(value(fields, 95)).isEqualTo(Integer.toString(value(fields, 96).length()));
        assertThat(value(fields, 553)).isEqualTo("key");
    }

    @Test
    void hmacHoldsNoSecretInTheClear() {
        Credentials credentials =
                Credentials.none()
                        .with("apiKey", "key".toCharArray())
                        .with("secret", "cGxhbnRlZC1zZWNyZXQ=".toCharArray())
                        .with("passphrase", "phrase".toCharArray());

        List<Field> fields = Authentication.HMAC_SHA256.prove(LOGON, credentials);

        assertThat(Base64.getDecoder().decode(value(fields, 96))).hasSize(32);
        assertThat(fields.toString()).doesNotContain("planted-secret", "cGxhbnRlZC1zZWNyZXQ");
    }

    @Test
    void whatIsMissingIsNamedAndNothingElse() {
        Credentials credentials = Credentials.none().with("username", "keel".toCharArray());

        assertThatThrownBy(() -> Authentication.PASSWORD.prove(LOGON, credentials))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credentials must hold [password]");
    }

    @Test
    void keyThatIsNoneIsRefusedWithoutShowingIt() {
        Credentials credentials =
                Credentials.none()
                        .with("apiKey", "key".toCharArray())
                        .with("privateKey", "bm90LWEta2V5".toCharArray());

        assertThatThrownBy(() -> Authentication.ED25519.prove(LOGON, credentials))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credential privateKey must be an Ed25519 key in PKCS 8")
                .hasNoCause();
    }

    private static String value(List<Field> fields, int tag) {
        return fields.stream()
                .filter(field -> field.tag() == tag)
                .map(Field::value)
                .findFirst()
                .orElseThrow();
    }
}
