package dev.keel.venues.metatrader.ea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no compiler sees here: the sources for the platforms. */
class SourcesTest {
    private static final Path SOURCES = Path.of("src/main/mql");
    private static final Map<Character, Character> PAIRS = Map.of(')', '(', ']', '[', '}', '{');
    private static final Pattern NOT_CODE =
            Pattern.compile("//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])'");
    private static final Pattern INCLUDE =
            Pattern.compile("#include [<\"](?:Keel/)?([A-Za-z0-9]+\\.mqh)[>\"]");

    static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*\\.mq[h45]")).toList().stream();
        }
    }

    @Test
    void theListNamesEveryFile() throws IOException {
        assertThat(Files.readAllLines(SOURCES.resolve("files.txt")))
                .containsExactlyInAnyOrderElementsOf(
                        sources().map(file -> SOURCES.relativize(file).toString()).toList());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void bracketsArePairedAndNothingIsForeign(Path source) throws IOException {
        String code = NOT_CODE.matcher(Files.readString(source)).replaceAll(" ");
        Deque<Character> open = new ArrayDeque<>();

        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (PAIRS.containsValue(c)) {
                open.push(c);
            } else if (PAIRS.containsKey(c)) {
                assertThat(open.poll()).as(source + ": " + c).isEqualTo(PAIRS.get(c));
            }
        }

        assertThat(open).isEmpty();
        // Pointers, templates and names of C++ that MQL does not know, or knows otherwise.
        assertThat(code).doesNotContain("->", "std::", "template", "auto ", "nullptr", "namespace");
        assertThat(Files.readString(source).chars()).allMatch(c -> c < 127);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void whatItIncludesIsThere(Path source) throws IOException {
        List<String> names = sources().map(file -> file.getFileName().toString()).toList();
        Matcher include = INCLUDE.matcher(Files.readString(source));

        while (include.find()) {
            assertThat(names).contains(include.group(1));
        }
    }

    @Test
    void bothPlatformsAnswerAllThatTheCoreAsks() throws IOException {
        List<String> asked = virtuals(SOURCES.resolve("Include/Keel/Terminal.mqh"));

        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(virtuals(SOURCES.resolve("mt4/Terminal4.mqh")))
                .containsExactlyInAnyOrderElementsOf(asked);
        assertThat(virtuals(SOURCES.resolve("mt5/Terminal5.mqh")))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    /** Name and parameters of each virtual function, without spaces. */
    private static List<String> virtuals(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .filter(line -> line.strip().startsWith("virtual "))
                .map(line -> line.replaceAll("\\{.*", "").replaceAll("\\s+", " ").strip())
                .toList();
    }
}
