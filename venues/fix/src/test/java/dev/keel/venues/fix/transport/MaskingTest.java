package dev.keel.venues.fix.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {
    private static String mask(String readable) {
        return Masking.mask(readable.replace('|', '\u0001')).replace('\u0001', '|');
    }

    @Test
    void hidesPasswordsSignaturesAndNonces() {
        assertThat(mask("8=FIX.4.4|35=BE|553=me|554=secret|925=new|58=hi|10=000|"))
                .isEqualTo("8=FIX.4.4|35=BE|553=***|554=***|925=***|58=hi|10=000|");
    }

    @Test
    void showsOfALogonOnlyWhatIsKnownToBeHarmless() {
        assertThat(mask("8=FIX.4.4|35=A|34=1|49=ME|98=0|108=20|58=signature|8013=S|141=Y|10=000|"))
                .isEqualTo("8=FIX.4.4|35=A|34=1|49=ME|98=0|108=20|58=***|8013=***|141=Y|10=000|");
    }

    /** Its length says where it ends: what comes behind a delimiter inside of it is secret too. */
    @Test
    void hidesAllOfRawDataThatHoldsDelimiters() {
        assertThat(mask("8=FIX.4.4|35=BE|95=9|96=abc|defgh|58=hi|10=000|"))
                .isEqualTo("8=FIX.4.4|35=BE|95=9|96=***|58=hi|10=000|");
    }

    @Test
    void hidesWhatIsQuotedInASentence() {
        assertThat(mask("Error in message: 8=FIX.4.4|35=BE|554=secret|10=000| and so on"))
                .isEqualTo("Error in message: 8=FIX.4.4|35=BE|554=***|10=000| and so on");
    }

    @Test
    void leavesOtherTextAlone() {
        assertThat(mask("a sentence with 554=x in it")).isEqualTo("a sentence with 554=x in it");
        assertThat(mask("|||")).isEqualTo("|||");
        assertThat(mask("8=FIX.4.4|35=D|11=554|44=96|10=000|"))
                .isEqualTo("8=FIX.4.4|35=D|11=554|44=96|10=000|");
    }
}
