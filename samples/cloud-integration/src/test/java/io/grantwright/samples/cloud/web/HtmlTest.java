package io.grantwright.samples.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text is escaped, and only markup is not. */
class HtmlTest {
  @Test
  void escapesText() {
    assertThat(Html.of("<b title=\"{}\">{}</b>", "\"'", "<i>&</i>").markup())
        .isEqualTo("<b title=\"&quot;&#39;\">&lt;i&gt;&amp;&lt;/i&gt;</b>");
  }

  @Test
  void takesMarkupAsItIs() {
    assertThat(
            Html.of("<p>{}</p>", Html.all(List.of(Html.of("<br>"), Html.of("{}", "<")))).markup())
        .isEqualTo("<p><br>&lt;</p>");
  }

  @Test
  void takesNoPlaceFromAValue() {
    assertThat(Html.of("{} {}", "{}", "b").markup()).isEqualTo("{} b");
  }

  @Test
  void hasAPlaceForEachValue() {
    assertThatThrownBy(() -> Html.of("{}", "a", "b"))
        .hasMessage("The template has too few places: {}");
    assertThatThrownBy(() -> Html.of("{} {}", "a"))
        .hasMessage("The template has too many places: {} {}");
  }
}
