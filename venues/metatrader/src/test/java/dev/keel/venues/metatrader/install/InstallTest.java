package dev.keel.venues.metatrader.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.metatrader.mailbox.PairingKey;
import dev.keel.venues.simulator.terminal.TerminalKind;
import dev.keel.venues.simulator.terminal.TerminalSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallTest {
    private static final Pattern INCLUDE =
            Pattern.compile("^#include ([<\"])([^>\"]+)[>\"]", Pattern.MULTILINE);

    /** Stands in for MetaTrader where a C++ compiler reads the sources. */
    private static final String FOR_TESTS = "mql.h";

    @TempDir private Path folder;

    private Path terminal(Path roaming, String name, String mql) throws IOException {
        Path data = roaming.resolve("MetaQuotes").resolve("Terminal").resolve(name);
        Files.createDirectories(data.resolve(mql));
        return data;
    }

    @Test
    void findsTheTerminalsOfWindowsAndWhereTheyAreInstalled() throws IOException {
        Path five = terminal(folder, "A1", "MQL5");
        Files.writeString(
                five.resolve("origin.txt"),
                "\ufeffC:\\Program Files\\Broker MT5",
                StandardCharsets.UTF_16LE);
        terminal(folder, "B2", "MQL4");
        Files.createDirectories(folder.resolve("MetaQuotes").resolve("Terminal").resolve("Common"));

        List<TerminalFolder> found =
                new TerminalInstaller(Map.of("APPDATA", folder.toString()), folder).find();

        assertThat(found).extracting(TerminalFolder::platform).containsExactly("mt5", "mt4");
        assertThat(found.getFirst().origin()).isEqualTo("C:\\Program Files\\Broker MT5");
    }

    @Test
    void findsTheTerminalsOfAWinePrefix() throws IOException {
        Path user = folder.resolve(".wine/drive_c/users/me/AppData/Roaming");
        terminal(user, "A1", "MQL5");
        Files.createDirectories(folder.resolve(".wine/drive_c/Program Files/Portable MT4/MQL4"));

        List<TerminalFolder> found = new TerminalInstaller(Map.of(), folder).find();

        assertThat(found).extracting(TerminalFolder::platform).containsExactly("mt5", "mt4");
    }

    @ParameterizedTest
    @CsvSource({"MQL5, mt5/, Keel.mq5, Terminal5.mqh", "MQL4, mt4/, Keel.mq4, Terminal4.mqh"})
    void copiesThePlatformsSourcesAndMakesTheMailbox(
            String mql, String own, String expert, String bridge) throws IOException {
        TerminalFolder terminal =
                TerminalInstaller.terminal(terminal(folder, "A1", mql)).orElseThrow();
        Path sources = Path.of("src/main/mql");

        List<Path> written = new TerminalInstaller(Map.of(), folder).install(terminal, 42);

        assertThat(written)
                .contains(
                        terminal.mql().resolve("Experts/Keel/" + expert),
                        terminal.mql().resolve("Include/Keel/" + bridge),
                        terminal.mql().resolve("Include/Keel/Core.mqh"));
        assertThat(terminal.mql().resolve("Experts/Keel/" + expert))
                .hasSameBinaryContentAs(sources.resolve(own + expert));
        assertThat(terminal.mql().resolve("Include/Keel/" + bridge))
                .hasSameBinaryContentAs(sources.resolve(own + bridge));
        assertThat(terminal.mailbox(42)).isDirectory();
        for (Path file : written) {
            assertIncludesAreThere(file, terminal);
        }
    }

    /** What a source includes must have been installed where the compiler looks for it. */
    private static void assertIncludesAreThere(Path file, TerminalFolder terminal)
            throws IOException {
        Matcher includes = INCLUDE.matcher(Files.readString(file));
        while (includes.find()) {
            if (includes.group(2).equals(FOR_TESTS)) {
                continue;
            }
            Path beside = file.resolveSibling(includes.group(2));
            Path included =
                    includes.group(1).equals("<")
                            ? terminal.mql().resolve("Include").resolve(includes.group(2))
                            : beside;
            assertThat(included).as("included by " + file.getFileName()).isRegularFile();
        }
    }

    @Test
    void pairingKeyIsAnotherEachTime() {
        char[] one = TerminalInstaller.newPairingKey(new SecureRandom());
        char[] other = TerminalInstaller.newPairingKey(new SecureRandom());

        assertThat(one).hasSize(64).isNotEqualTo(other);
    }

    private List<Finding> examine(String key, long login) {
        return new TerminalDoctor(InstantSource.system())
                .examine(
                        folder.resolve("mailbox"),
                        PairingKey.parse(key.toCharArray()),
                        "mt5",
                        login,
                        "Demo");
    }

    private static Finding last(List<Finding> findings) {
        return findings.getLast();
    }

    @Test
    void doctorNamesTheFirstThingThatIsMissing() throws IOException {
        String key = "1b".repeat(32);
        assertThat(last(examine(key, 7)).words()).contains("run the installer");

        Files.createDirectories(folder.resolve("mailbox"));
        assertThat(last(examine(key, 7)).words()).contains("drag Keel onto a chart");

        TerminalSimulator.Setup setup =
                new TerminalSimulator.Setup(
                        TerminalKind.NETTING,
                        folder.resolve("mailbox"),
                        7,
                        "Demo",
                        "USD",
                        Duration.ofHours(2));
        try (TerminalSimulator terminal =
                new TerminalSimulator(
                        setup, HexFormat.of().parseHex(key), InstantSource.system())) {
            assertThat(examine(key, 7)).allMatch(finding -> finding.grade() == Grade.PASSED);
            assertThat(last(examine("2c".repeat(32), 7)).words()).contains("enter the same key");
            assertThat(examine(key, 8))
                    .anyMatch(finding ->
                            finding.check().equals("account") && finding.grade() == Grade.FAILED);
            terminal.connected(false);
            assertThat(examine(key, 7))
                    .anyMatch(finding ->
                            finding.check().equals("connection")
                                    && finding.grade() == Grade.FAILED);
            terminal.kill();
            assertThat(last(examine(key, 7)).words()).contains("silent");
        }
    }
}
