package dev.keel.server.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void leavesAShortTextAlone() {
        assertThat(Paragraph.lines("one two", 4)).containsExactly("one two");
    }

    @Test
    void breaksBetweenWordsAndIndentsTheRest() {
        String text = "  " + "word ".repeat(40).strip();

        assertThat(Paragraph.lines(text, 6))
                .hasSize(3)
                .allMatch(line -> line.length() <= 79)
                .allMatch(line -> line.endsWith("word"))
                .element(1)
                .asString()
                .startsWith("      word");
    }

    @Test
    void givesALongWordItsOwnLine() {
        assertThat(Paragraph.lines("a " + "x".repeat(90) + " b", 0))
                .containsExactly("a", "x".repeat(90), "b");
    }
}
