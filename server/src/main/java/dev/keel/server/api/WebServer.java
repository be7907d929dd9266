package dev.keel.server.api;

import dev.keel.server.platform.Platform;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The HTTP server over a platform that runs. */
public final class WebServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private WebServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it; blocks until it answers.
     *
     * @param platform asked for once, as late as possible, so that both can start at the same time
     * @param port 0 takes a free one
     * @throws IllegalStateException if the port is in use
     */
    public static WebServer start(Supplier<Platform> platform, InetAddress host, int port) {
        SpringApplication application =
                new SpringApplicationBuilder(ApiConfiguration.class)
                        .web(WebApplicationType.SERVLET)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .properties(properties(host, port))
                        .initializers(context -> register(platform, context))
                        .build();
        try {
            return new WebServer(application.run());
        } catch (RuntimeException e) {
            if (isPortInUse(e)) {
                throw new IllegalStateException("port " + port + " is in use", e);
            }
            throw e;
        }
    }

    public int port() {
        org.springframework.boot.web.server.WebServer server =
                ((ServletWebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("the web server is not up");
        }
        return server.getPort();
    }

    /** Lets requests that run come to their end, for a few seconds. */
    @Override
    public void close() {
        context.close();
    }

    private static boolean isPortInUse(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof PortInUseException || isPortInUse(failure.getCause()));
    }

    private static Map<String, Object> properties(InetAddress host, int port) {
        return Map.ofEntries(
                Map.entry("server.address", host.getHostAddress()),
                Map.entry("server.port", port),
                Map.entry("server.shutdown", "graceful"),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
                Map.entry("spring.threads.virtual.enabled", true),
                Map.entry("spring.web.resources.add-mappings", true),
                Map.entry("server.error.include-stacktrace", "never"),
                Map.entry("server.error.include-message", "never"),
                Map.entry("server.error.whitelabel.enabled", false),
                Map.entry("springdoc.swagger-ui.path", "/swagger-ui"),
                Map.entry("springdoc.swagger-ui.display-request-duration", true));
    }

    /** The platform is its starter's to close. */
    private static void register(
            Supplier<Platform> platform, ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(
                        Platform.class,
                        platform,
                        bean -> ((AbstractBeanDefinition) bean).setDestroyMethodName(""));
    }
}
