package dev.keel.venues.certification.fix;

import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.dialect.Authentication;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a rig's account is opened with: planted values, in the form that the venue's proof wants.
 */
final class FixKeys {
    private static final String MARK = "planted-secret-of-the-fix-rig-b81d40";

    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> secret = new TreeSet<>();
    private final Set<String> onWire = new TreeSet<>();

    FixKeys(ConnectorInfo info, Authentication authentication) {
        for (CredentialField field : info.credentials()) {
            String value = value(field.name(), authentication);
            values.put(field.name(), value);
            if (field.secrecy() == Secrecy.SECRET) {
                secret.add(value);
                // A password and a pass phrase are part of the logon; all else only signs it.
                if (field.name().startsWith("pass")) {
                    onWire.add(value);
                }
            }
        }
    }

    private static String value(String name, Authentication authentication) {
        String planted = MARK + "-" + name;
        return switch (authentication) {
            case ED25519 -> name.equals("privateKey") ? privateKey() : planted;
            case HMAC_SHA256 ->
                    name.equals("secret")
                            ? Base64.getEncoder()
                                    .encodeToString(planted.getBytes(StandardCharsets.US_ASCII))
                            : planted;
            case NONE, PASSWORD -> planted;
        };
    }

    private static String privateKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            KeyPairGenerator.getInstance("Ed25519")
                                    .generateKeyPair()
                                    .getPrivate()
                                    .getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    Credentials credentials() {
        Credentials credentials = Credentials.none();
        values.forEach((name, value) -> credentials.with(name, value.toCharArray()));
        return credentials;
    }

    Set<String> secrets() {
        return Set.copyOf(secret);
    }

    Set<String> onWire() {
        return Set.copyOf(onWire);
    }
}
