package dev.keel.server.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
    @Test
    void readsNamesUpToTheFirstEqualsSign() {
        assertThat(NamedValues.parse(List.of("a=1", "b=x=y", "c=")))
                .isEqualTo(Map.of("a", "1", "b", "x=y", "c", ""));
        assertThat(NamedValues.parse(null)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedValues.parse(List.of("=1")))
                .withMessage("must be NAME=VALUE, was '=1'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedValues.parse(List.of("a=1", "a=2")))
                .withMessage("gives 'a' twice");
    }
}
