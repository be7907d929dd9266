package dev.keel.venues.fix.dialect;

import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.transport.FixMessage.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a logon proves who sends it. */
public enum Authentication {
    /** The line itself is trusted, or the ids are all. */
    NONE {
        @Override
        public List<CredentialField> needs() {
            return List.of();
        }

        @Override
        List<Field> sign(Logon logon, Credentials credentials) {
            return List.of();
        }
    },
    /** Username (553) and Password (554). */
    PASSWORD {
        @Override
        public List<CredentialField> needs() {
            return List.of(plain("username", "User name"), secret("password", "Password"));
        }

        @Override
        List<Field> sign(Logon logon, Credentials credentials) {
            return List.of(
                    new Field(553, text(credentials, "username")),
                    new Field(554, text(credentials, "password")));
        }
    },
    /** An Ed25519 signature over type, ids, number and time, parted by the delimiter. */
    ED25519 {
        @Override
        public List<CredentialField> needs() {
            return List.of(
                    plain("apiKey", "API key"),
                    secret("privateKey", "Ed25519 private key, PKCS 8, base 64"));
        }

        @Override
        List<Field> sign(Logon logon, Credentials credentials) {
            String payload =
                    String.join(
                            "\u0001",
                            "A",
                            logon.sender(),
                            logon.target(),
                            Long.toString(logon.sequence()),
                            logon.sendingTime());
            String signature = ed25519(credentials, payload);
            return List.of(
                    new Field(95, Integer.toString(signature.length())),
                    new Field(96, signature),
                    new Field(553, text(credentials, "apiKey")));
        }
    },
    /** An HMAC-SHA256 over time, type, number, ids and pass phrase, parted by the delimiter. */
    HMAC_SHA256 {
        @Override
        public List<CredentialField> needs() {
            return List.of(
                    plain("apiKey", "API key"),
                    secret("secret", "Secret, base 64"),
                    secret("passphrase", "Pass phrase"));
        }

        @Override
        List<Field> sign(Logon logon, Credentials credentials) {
            String payload =
                    String.join(
                            "\u0001",
                            logon.sendingTime(),
                            "A",
                            Long.toString(logon.sequence()),
                            logon.sender(),
                            logon.target(),
                            text(credentials, "passphrase"));
            String signature = hmac(credentials, payload);
            return List.of(
                    new Field(95, Integer.toString(signature.length())),
                    new Field(96, signature),
                    new Field(553, text(credentials, "apiKey")),
                    new Field(554, text(credentials, "passphrase")));
        }
    };

    /** What of a logon is signed. */
    public record Logon(String sender, String target, long sequence, String sendingTime) {}

    /** What has to be known of an account, in the order in which people are asked. */
    public abstract List<CredentialField> needs();

    /** The fields that prove it. */
    abstract List<Field> sign(Logon logon, Credentials credentials);

    /**
     * The fields that prove it.
     *
     * @throws IllegalArgumentException if a credential is missing or unusable; only its name is
     *     told
     */
    public List<Field> prove(Logon logon, Credentials credentials) {
        require(credentials);
        return sign(logon, credentials);
    }

    /**
     * Looks whether all that is needed is there.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public void require(Credentials credentials) {
        List<String> missing =
                needs().stream()
                        .map(CredentialField::name)
                        .filter(name ->
                                credentials.get(name).filter(text -> text.length > 0).isEmpty())
                        .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("credentials must hold " + missing);
        }
    }

    static Optional<Authentication> of(String word) {
        return Stream.of(values()).filter(each -> each.name().equals(word)).findFirst();
    }

    private static CredentialField plain(String name, String label) {
        return new CredentialField(name, label, Secrecy.PLAIN, false);
    }

    private static CredentialField secret(String name, String label) {
        return new CredentialField(name, label, Secrecy.SECRET, false);
    }

    private static String text(Credentials credentials, String name) {
        return new String(credentials.get(name).orElseThrow());
    }

    private static byte[] bytes(Credentials credentials, String name) {
        char[] text = credentials.get(name).orElseThrow();
        byte[] base64 = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            // What is no ASCII is no base 64 either, and is refused below.
            base64[i] = text[i] < 128 ? (byte) text[i] : (byte) '?';
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("credential " + name + " must be base 64");
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    private static String ed25519(Credentials credentials, String payload) {
        byte[] key = bytes(credentials, "privateKey");
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(key)));
            signature.update(payload.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException _) {
            throw new IllegalArgumentException(
                    "credential privateKey must be an Ed25519 key in PKCS 8");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static String hmac(Credentials credentials, String payload) {
        byte[] key = bytes(credentials, "secret");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException _) {
            throw new IllegalArgumentException("credential secret cannot be used as a key");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
