package dev.keel.venues.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireRequestTest {
    private static WireRequest with(String authorization) {
        return new WireRequest(
                "GET",
                "x.example",
                "/orders",
                "symbol=BTC",
                "",
                Map.of("authorization", authorization),
                Map.of());
    }

    @Test
    void readsAFieldAndAHeader() {
        assertThat(with("open").at("symbol")).isEqualTo("BTC");
        assertThat(with("open").at("header:authorization")).isEqualTo("open");
        assertThat(with("open").at("header:missing#id")).isEmpty();
    }

    @Test
    void readsWhatAHeaderNames() {
        WireRequest request = with("deri-hmac-sha256 id=abc,ts=17,sig=x=y");

        assertThat(request.at("header:authorization#id")).isEqualTo("abc");
        assertThat(request.at("header:authorization#sig")).isEqualTo("x=y");
        assertThat(request.at("header:authorization#nonce")).isEmpty();
    }

    @Test
    void readsTheClaimsOfABearer() {
        String claims =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"sub\":\"key\",\"exp\":1772366400}"
                                        .getBytes(StandardCharsets.UTF_8));
        WireRequest request = with("Bearer e30." + claims + ".c2ln");

        assertThat(request.at("header:authorization#sub")).isEqualTo("key");
        assertThat(request.at("header:authorization#exp")).isEqualTo("1772366400");
        assertThat(with("Bearer nonsense").at("header:authorization#sub")).isEmpty();
        assertThat(with("Bearer a.%.c").at("header:authorization#sub")).isEmpty();
    }
}
