package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void escapesWhatMeansSomethingInAPage() {
        assertThat(Html.escape("<a href=\"x\" b='y'>&</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    }

    @Test
    void replacesControlCharacters() {
        assertThat(Html.escape("a\u0000b\nc\u007F")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Property
    void leavesNothingThatOpensATagOrEndsAnAttribute(@ForAll String text) {
        assertThat(Html.escape(text)).doesNotContain("<", ">", "\"", "'");
    }
}
