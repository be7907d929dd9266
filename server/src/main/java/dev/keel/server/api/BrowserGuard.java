package dev.keel.server.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other origins out, as long as there are no logins: a browser on this machine can
 * reach loopback, and so can any page that it has open.
 *
 * <p>A request must name a loopback host, which a rebound DNS name does not; and one that changes
 * something must come from this origin or from no page at all. There is no CORS header anywhere, so
 * other origins cannot read either.
 */
final class BrowserGuard extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final String boundHost;

    /**
     * @param boundHost the host that the server listens on; as good a name as the usual ones
     */
    BrowserGuard(String boundHost) {
        this.boundHost = boundHost.toLowerCase(Locale.ROOT);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        protect(response);
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !isOurs(withoutPort(host))) {
            refuse(
                    request,
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "the Host header must name this machine, such as localhost");
        } else if (!READING.contains(request.getMethod()) && isForeign(request, host)) {
            refuse(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "a page of another origin may not change anything here");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private boolean isOurs(String host) {
        return LOOPBACK.contains(host) || host.equals(boundHost);
    }

    /** Programs send neither header; browsers send at least one, and pages cannot forge them. */
    private static boolean isForeign(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return (site != null && !OWN_SITES.contains(site))
                || (origin != null && !origin.equalsIgnoreCase("http://" + host));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String detail)
            throws IOException {
        Failure failure = Failure.of(status, detail);
        Dialect dialect = Dialect.of(request.getRequestURI());
        response.setStatus(status.value());
        response.setContentType(dialect.mediaType().toString());
        response.getOutputStream().write(dialect.write(failure, request.getRequestURI()));
    }
}
