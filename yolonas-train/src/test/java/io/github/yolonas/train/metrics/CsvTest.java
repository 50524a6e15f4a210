package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "traffic light | traffic light",
        "a,b | \"a,b\"",
        "say \"a\" | \"say \"\"a\"\"\"",
        "=1+1 | '=1+1",
      })
  void inQuotesIfItMustBe(String text, String field) {
    assertThat(Csv.field(text)).isEqualTo(field);
  }

  @Test
  void nothingIsComputed() {
    assertThat(Csv.field("=cmd|' /C calc'!A0")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(Csv.field("@SUM(1,2)")).isEqualTo("\"'@SUM(1,2)\"");
    assertThat(Csv.field("\t=1")).isEqualTo("'\t=1");
    assertThat(Csv.field("\r=1")).isEqualTo("\"'\r=1\"");
    for (String sign : new String[] {"+", "-"}) {
      assertThat(Csv.field(sign + "1")).isEqualTo("'" + sign + "1");
      assertThat(Csv.field("a" + sign + "1")).isEqualTo("a" + sign + "1");
    }
  }
}
