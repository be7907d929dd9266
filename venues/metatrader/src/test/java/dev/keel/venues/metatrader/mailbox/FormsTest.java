package dev.keel.venues.metatrader.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    private static final String DIGITS =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @TempDir private Path folder;

    private static PairingKey key() {
        return PairingKey.parse(DIGITS.toCharArray());
    }

    @Test
    void macIsThatOfTheProtocolsTestVector() {
        assertThat(key().sign("{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("40bd59f52585d224d2cf6eb938af9583e7c3b42859a2c0e35e70ccae5f3a057e");
    }

    @Test
    void keyIsNeverPrinted() {
        assertThat(key().toString()).doesNotContain("00010203");
        assertThat(HexFormat.of().parseHex(new String(key().digits()))).hasSize(32);
    }

    @Property(tries = 300)
    void everyTextComesBackAndIsPlainOnTheWay(@ForAll String text, @ForAll short number) {
        Row row = Row.of("any").with("text", text).with("number", number);

        String line = row.toJson();

        assertThat(line).matches("[ -~]*");
        assertThat(Row.parse(line).text("text")).isEqualTo(text);
        assertThat(Row.parse(line).number("number")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "{\"a\":1.5}",
                "{\"a\":true}",
                "{\"a\":null}",
                "{\"a\":[1]}",
                "{\"a\":{}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\n\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":1234567890123456789}",
                "{ \"a\":1}",
                "{\"a\":-}",
                "{\"a\":1,}",
                "[1]",
                "{\"a\":\"\\u00zz\"}",
                "{\"a\""
            })
    void whatTheProtocolDoesNotAllowIsRefused(String line) {
        assertThatThrownBy(() -> Row.parse(line)).isInstanceOf(GarbledException.class);
    }

    @Property(tries = 500)
    void noLineBreaksTheReader(@ForAll String noise) {
        try {
            Row.parse(noise);
        } catch (GarbledException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @Test
    void messageThatWasChangedIsNotRead() throws IOException {
        Path file = folder.resolve("snap.msg");
        new Message(Row.of("snap").with("n", 1), List.of(Row.part("position").with("ticket", 7)))
                .write(file, key());
        assertThat(Message.read(file, key())).isInstanceOf(Message.Reading.Read.class);

        Files.writeString(file, Files.readString(file).replace(":7", ":8"));

        assertThat(Message.read(file, key())).isInstanceOf(Message.Reading.Unreadable.class);
        assertThat(Message.read(folder.resolve("none.msg"), key()))
                .isInstanceOf(Message.Reading.Absent.class);
    }

    @Test
    void halfAMessageIsNotRead() throws IOException {
        Path file = folder.resolve("snap.msg");
        new Message(Row.of("snap").with("n", 1)).write(file, key());
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Message.read(file, key())).isInstanceOf(Message.Reading.Unreadable.class);
        }
    }

    @Test
    void lineOfALogIsReadOnceItHasItsEnd() throws IOException {
        Path file = folder.resolve("journal.log");
        String json = Row.of("journal").with("seq", 1).toJson();
        String line = key().sign(json.getBytes(StandardCharsets.US_ASCII)) + " " + json;
        LogTail tail = new LogTail(file, key());
        assertThat(tail.poll()).isEmpty();

        Files.writeString(file, line);
        assertThat(tail.poll()).isEmpty();
        Files.writeString(file, "\n" + line.replace('1', '2') + "\n", StandardOpenOption.APPEND);

        assertThat(tail.poll()).singleElement().satisfies(row -> row.typed("journal"));
        assertThat(tail.refused()).isEqualTo(1);
        assertThat(tail.poll()).isEmpty();
    }
}
