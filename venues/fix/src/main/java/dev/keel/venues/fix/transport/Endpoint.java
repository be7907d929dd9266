package dev.keel.venues.fix.transport;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a counterparty listens.
 *
 * @param trust the certificates that are trusted; empty for a connection in the clear, which only a
 *     simulator on this machine may have
 */
public record Endpoint(String host, int port, Optional<TrustStore> trust) {
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        if (host.isBlank() || !host.equals(host.strip())) {
            throw new IllegalArgumentException("host must be a name or an address, was " + host);
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    /**
     * A file of certificates that are trusted; it holds no keys, so that its password guards
     * nothing.
     *
     * @param type such as {@code PKCS12}
     */
    public record TrustStore(Path file, String type, String password) {
        /** The authorities that the Java of this machine trusts. */
        public static TrustStore ofThisMachine() {
            Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
            return new TrustStore(file, "JKS", "changeit");
        }

        @Override
        public String toString() {
            return "TrustStore[" + file + "]";
        }
    }

    /** In the clear: for simulators on this machine. */
    public static Endpoint plain(String host, int port) {
        return new Endpoint(host, port, Optional.empty());
    }

    /** Over TLS, with the authorities that this machine trusts. */
    public static Endpoint tls(String host, int port) {
        return tls(host, port, TrustStore.ofThisMachine());
    }

    /** Over TLS, with these authorities and no others. */
    public static Endpoint tls(String host, int port, TrustStore trust) {
        return new Endpoint(host, port, Optional.of(trust));
    }

    /** This machine, by an address that no name service can turn into another. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }
}
