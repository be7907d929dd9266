package dev.keel.server.cli.venues.mt;

import dev.keel.venues.metatrader.relay.Certificates;
import dev.keel.venues.metatrader.relay.RelayAgent;
import dev.keel.venues.metatrader.relay.RelayServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel venues mt agent}: a mailbox on another machine. */
@Command(
        name = "agent",
        description = {
            "Relays a mailbox to a terminal on another machine, over TLS with certificates on both"
                    + " sides.",
            "It knows no pairing key and can sign nothing. Runs until it is stopped."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class MtAgentCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Part part = new Part();

    /** Which end it is. */
    static final class Part {
        @Option(
                names = "--make-certificates",
                paramLabel = "DIR",
                description =
                        "Makes the certificates of both ends, once: copy DIR/agent to the terminal's"
                                + " machine.")
        private @Nullable Path made;

        @Option(
                names = "--serve",
                paramLabel = "PORT",
                description = "Keel's end: waits on this port, on all addresses.")
        private @Nullable Integer port;

        @Option(
                names = "--connect",
                paramLabel = "HOST:PORT",
                description = "The terminal's end: connects to Keel's.")
        private @Nullable String address;
    }

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            description = "This end's certificates: DIR/server or DIR/agent.")
    private @Nullable Path certificates;

    @Option(
            names = "--mailbox",
            paramLabel = "DIR",
            description = "Keel's copy of the mailbox, or the terminal's own.")
    private @Nullable Path mailbox;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (part.made != null) {
            Certificates.make(part.made);
            say("made " + part.made.resolve("server") + " and " + part.made.resolve("agent"));
            return 0;
        }
        Certificates own = Certificates.in(required("--certificates", certificates));
        Path box = required("--mailbox", mailbox);
        if (part.port != null) {
            serve(box, own, part.port);
        } else {
            connect(box, own, String.valueOf(part.address));
        }
        return 0;
    }

    private void serve(Path box, Certificates own, int port)
            throws IOException, InterruptedException {
        try (RelayServer server =
                RelayServer.start(
                        box,
                        new InetSocketAddress(requirePort(port)),
                        own,
                        Thread.ofVirtual().factory())) {
            say("waiting for the agent on port " + server.port());
            awaitTheEnd();
        }
    }

    private void connect(Path box, Certificates own, String address)
            throws IOException, InterruptedException {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw wrong("--connect must be HOST:PORT, was '" + address + "'");
        }
        int port = requirePort(Integer.parseInt(address.substring(colon + 1)));
        try (RelayAgent _ =
                RelayAgent.start(
                        box,
                        new InetSocketAddress(address.substring(0, colon), port),
                        own,
                        Thread.ofVirtual().factory())) {
            say("relaying " + box + " to " + address);
            awaitTheEnd();
        }
    }

    /** The process ends by a signal. */
    private static void awaitTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private int requirePort(int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw wrong("the port must be 1 to " + HIGHEST_PORT + ", was " + port);
        }
        return port;
    }

    private Path required(String option, @Nullable Path value) {
        if (value == null) {
            throw wrong(option + " must be given");
        }
        return value;
    }

    private void say(String words) {
        spec.commandLine().getOut().println(words);
        spec.commandLine().getOut().flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
