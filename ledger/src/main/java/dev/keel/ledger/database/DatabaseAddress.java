package dev.keel.ledger.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is, and who connects.
 *
 * @param jdbcUrl without user and password
 * @param user null leaves it to the driver: the user of the operating system
 * @param password null for none; never shown
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final String JDBC = "jdbc:postgresql:";

    /**
     * Parses {@code postgresql://user:password@host:port/database?parameters}, the same with {@code
     * postgres://}, or a JDBC URL of PostgreSQL. User and password may be percent-encoded, and may
     * stand in the parameters {@code user} and {@code password} as well.
     *
     * @throws IllegalArgumentException if it is none of these; the message does not repeat the text
     */
    public static DatabaseAddress parse(String text) {
        String trimmed = text.trim();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        for (String scheme : List.of(JDBC, "postgresql:", "postgres:")) {
            if (lower.startsWith(scheme)) {
                return parseRest(trimmed.substring(scheme.length()));
            }
        }
        throw new IllegalArgumentException(
                "the database must be named like postgresql://user:password@host:5432/database"
                        + " or jdbc:postgresql://host:5432/database");
    }

    /** A database on a server whose parts are known. */
    public static DatabaseAddress of(String jdbcUrl, String user, String password) {
        return new DatabaseAddress(jdbcUrl, user, password);
    }

    /** The same database for another role. */
    DatabaseAddress as(String role, String secret) {
        return new DatabaseAddress(jdbcUrl, role, secret);
    }

    /**
     * A password for another role, which only who knows this one can tell, and which does not tell
     * this one; empty if there is none.
     */
    Optional<String> derivedPassword(String role) {
        if (password == null) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] secret = mac.doFinal(("keel role " + role).getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** What the driver is given beside the URL. */
    Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user == null ? jdbcUrl : jdbcUrl + " as " + user;
    }

    private static DatabaseAddress parseRest(String rest) {
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        Credentials credentials = new Credentials();
        List<String> parameters = new ArrayList<>();
        if (question >= 0) {
            for (String parameter : rest.substring(question + 1).split("&", -1)) {
                if (!parameter.isEmpty() && !credentials.take(parameter)) {
                    parameters.add(parameter);
                }
            }
        }
        String bare = withoutUser(place, credentials);
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new DatabaseAddress(JDBC + bare + query, credentials.user, credentials.password);
    }

    /** Takes user and password out of {@code //user:password@host/database}. */
    private static String withoutUser(String place, Credentials credentials) {
        if (!place.startsWith("//")) {
            return place;
        }
        int slash = place.indexOf('/', 2);
        String authority = place.substring(2, slash < 0 ? place.length() : slash);
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return place;
        }
        String before = authority.substring(0, at);
        int colon = before.indexOf(':');
        credentials.user = decoded(colon < 0 ? before : before.substring(0, colon)).orElse(null);
        if (colon >= 0) {
            credentials.password = decoded(before.substring(colon + 1)).orElse(null);
        }
        return "//" + authority.substring(at + 1) + (slash < 0 ? "" : place.substring(slash));
    }

    /** Percent-decoding alone: a plus is a plus here. */
    private static Optional<String> decoded(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            // Its cause would show a piece of the password.
            throw new IllegalArgumentException(
                    "user and password of the database must be percent-encoded");
        }
    }

    private static final class Credentials {
        private @Nullable String user;
        private @Nullable String password;

        boolean take(String parameter) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring("user=".length())).orElse(null);
                return true;
            }
            if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length())).orElse(null);
                return true;
            }
            return false;
        }
    }
}
