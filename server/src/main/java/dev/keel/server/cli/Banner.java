package dev.keel.server.cli;

import dev.keel.server.platform.Platform;
import java.net.Inet6Address;
import java.net.InetAddress;

/** What a start prints: where everything is. */
final class Banner {
    private Banner() {}

    static String of(Platform platform, InetAddress address, int port) {
        String host =
                address instanceof Inet6Address
                        ? "[" + address.getHostAddress() + "]"
                        : address.getHostAddress();
        String url = "http://" + host + ":" + port;
        return """
        Keel %s
          page      %s/
          API       %s/swagger-ui
          data      %s
          database  %s
          account   %s
          venues    %s
          market    %s
          access    no logins yet: loopback only (%s)\
        """
                .formatted(
                        Platform.version(),
                        url,
                        url,
                        platform.settings().dataDirectory(),
                        platform.database().description(),
                        platform.describeAccount(),
                        platform.health().lastReport().accounts().detail(),
                        platform.orchestrator().status().feed().detail(),
                        host);
    }
}
