package dev.keel.server.api;

import java.math.BigDecimal;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/** Wires the HTTP interface; the platform itself comes from outside. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
class ApiConfiguration {

    @Bean
    FilterRegistrationBean<BrowserGuard> browserGuard(Environment environment) {
        String host = environment.getRequiredProperty("server.address");
        FilterRegistrationBean<BrowserGuard> guard =
                new FilterRegistrationBean<>(new BrowserGuard(host));
        guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return guard;
    }

    /** A symbol such as BTC/USDT may come percent-encoded in a path. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> encodedSlashes() {
        return factory ->
                factory.addConnectorCustomizers(connector ->
                        connector.setEncodedSolidusHandling(
                                EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    /** Exact numbers, and no guessing: a number is not a text, and what is given twice is wrong. */
    @Bean
    JsonMapperBuilderCustomizer json() {
        return builder ->
                builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .addModule(exactNumbers())
                        .withCoercionConfig(
                                LogicalType.Textual,
                                coercion ->
                                        coercion.setCoercion(
                                                        CoercionInputShape.Integer,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Float,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Boolean,
                                                        CoercionAction.Fail));
    }

    /** Amounts as numbers with all their digits, and no zeros behind. */
    private static JacksonModule exactNumbers() {
        return new SimpleModule("keel-exact-numbers")
                .addSerializer(
                        BigDecimal.class,
                        new StdSerializer<>(BigDecimal.class) {
                            @Override
                            public void serialize(
                                    BigDecimal value,
                                    JsonGenerator json,
                                    SerializationContext context) {
                                BigDecimal stripped = value.stripTrailingZeros();
                                json.writeNumber(
                                        stripped.scale() < 0 ? stripped.setScale(0) : stripped);
                            }
                        });
    }
}
