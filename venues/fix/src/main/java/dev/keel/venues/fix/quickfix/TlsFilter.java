package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;

/**
 * Encrypts a connection and makes sure who is at its other end: one of the trusted authorities has
 * to vouch for the very host of the profile. The engine's own filter trusts everyone when it does
 * not find its file, so it is not used.
 */
final class TlsFilter extends SslFilter {
    private final String host;
    private final int port;

    private TlsFilter(SSLContext context, Endpoint endpoint) {
        super(context);
        this.host = endpoint.host();
        this.port = endpoint.port();
    }

    /**
     * A filter for connections to this place.
     *
     * @throws IllegalArgumentException if the trust store cannot be read, or trusts nobody
     */
    static TlsFilter to(Endpoint endpoint, Endpoint.TrustStore trust) {
        return new TlsFilter(context(trust), endpoint);
    }

    @Override
    protected SSLEngine createEngine(IoSession session, InetSocketAddress address) {
        SSLEngine engine = sslContext.createSSLEngine(host, port);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (isName(host)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        engine.setSSLParameters(parameters);
        engine.setUseClientMode(true);
        return engine;
    }

    /** An address has no place in the server name indication. */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
    }

    private static SSLContext context(Endpoint.TrustStore trust) {
        try (InputStream in = Files.newInputStream(trust.file())) {
            KeyStore store = KeyStore.getInstance(trust.type());
            store.load(in, trust.password().toCharArray());
            if (store.size() == 0) {
                throw new IllegalArgumentException(
                        "endpoint.trust must hold certificates, was empty: " + trust);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "endpoint.trust must be a readable trust store, was " + trust, e);
        }
    }
}
