package dev.keel.venues.fix.quickfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.fix.transport.FixMessage;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static FixMessage read(String readable) {
        return WireFormat.read(readable.replace('|', '\u0001'));
    }

    @Test
    void keepsTheOrderOfTheWireAndWhatComesTwice() {
        FixMessage message = read("8=FIX.4.4|9=5|35=8|34=7|453=2|448=A|448=B|58=x|10=000|");

        assertThat(message.type()).isEqualTo("8");
        assertThat(message.fields())
                .extracting(FixMessage.Field::tag)
                .containsExactly(34, 453, 448, 448, 58);
    }

    @Test
    void takesDataByItsLength() {
        assertThat(read("35=8|354=5|355=a|b=c|58=x|").get(355)).contains("a b=c");
        assertThat(read("35=8|354=5|355=a|b=c|58=x|").get(58)).contains("x");
        assertThat(read("35=8|354=999|355=abc|").get(355)).contains("abc");
    }

    @Test
    void leavesOutWhatHasNoValueOrNoNumber() {
        assertThat(read("35=8|58=|abc=1|=2|11=x|").fields())
                .containsExactly(new FixMessage.Field(11, "x"));
    }

    @Property(tries = 300)
    void neverFailsOnWhateverComes(@ForAll String anything) {
        assertThat(WireFormat.read(anything).fields()).isNotNull();
    }

    @Property(tries = 300)
    void readsBackWhatWasWritten(@ForAll("fields") List<FixMessage.Field> fields) {
        String wire =
                fields.stream()
                        .map(field -> field.tag() + "=" + field.value() + '\u0001')
                        .collect(Collectors.joining("", "35=8\u0001", ""));

        assertThat(WireFormat.read(wire).fields()).isEqualTo(fields);
    }

    @Provide
    Arbitrary<List<FixMessage.Field>> fields() {
        Arbitrary<String> values =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(12);
        return Combinators.combine(Arbitraries.integers().between(1_000, 99_999), values)
                .as(FixMessage.Field::new)
                .list()
                .ofMaxSize(20);
    }
}
