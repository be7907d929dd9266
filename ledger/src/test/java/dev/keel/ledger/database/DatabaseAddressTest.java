package dev.keel.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://u:p@h:5433/d            | jdbc:postgresql://h:5433/d            | u   | p
                    postgres://u:p@h/d                   | jdbc:postgresql://h/d                 | u   | p
                    POSTGRES://u:p@h/d                   | jdbc:postgresql://h/d                 | u   | p
                    jdbc:postgresql://h/d?user=u&password=p | jdbc:postgresql://h/d              | u   | p
                    jdbc:postgresql://u:p@h/d            | jdbc:postgresql://h/d                 | u   | p
                    jdbc:postgresql:d                    | jdbc:postgresql:d                     |     |
                    postgresql://h/d                     | jdbc:postgresql://h/d                 |     |
                    postgresql://u@h/d                   | jdbc:postgresql://h/d                 | u   |
                    postgresql://u:@h/d                  | jdbc:postgresql://h/d                 | u   |
                    postgresql://u%40x:p%2Fq%25+@h/d     | jdbc:postgresql://h/d                 | u@x | p/q%+
                    postgresql://u:p@q@h/d               | jdbc:postgresql://h/d                 | u   | p@q
                    postgresql://u:p:q@h/d               | jdbc:postgresql://h/d                 | u   | p:q
                    postgresql://u:p@[::1]:5432/d        | jdbc:postgresql://[::1]:5432/d        | u   | p
                    postgresql://u:p@a:1,b:2/d?sslmode=require | jdbc:postgresql://a:1,b:2/d?sslmode=require | u | p
                    postgresql://h/d?a=1&password=x&b=2  | jdbc:postgresql://h/d?a=1&b=2         |     | x
                    """)
    void understands(String text, String url, @Nullable String user, @Nullable String password) {
        assertThat(DatabaseAddress.parse(text)).isEqualTo(new DatabaseAddress(url, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "mysql://u:secret@h/d",
                "jdbc:mysql://u:secret@h/d",
                "//secret"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(text))
                .withMessageContaining("postgresql://user:password@host:5432/database")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void refusesABrokenEscapeWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse("postgresql://u:secret%zz@h/d"))
                .withMessage("user and password of the database must be percent-encoded")
                .withNoCause();
    }

    @Test
    void showsNoPassword() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://u:secret@h/d");

        assertThat(address).hasToString("jdbc:postgresql://h/d as u");
    }
}
