package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    @ParameterizedTest
    @CsvSource({
        "00D3k000000tr3G, 00D3k000000tr3GEAQ",
        "0053k00000B3Gjc, 0053k00000B3GjcAAF",
        "00e3k000001b389, 00e3k000001b389AAA",
        "0055j00000AT6I1, 0055j00000AT6I1AAL",
        "00D36000001HDi3, 00D36000001HDi3EAG",
        "750Kf00000R1wzR, 750Kf00000R1wzRIAR",
        "7506g00000DhRA2, 7506g00000DhRA2AAN",
    })
    void turnsEitherFormIntoTheOther(String text15, String text18) {
        assertThat(RecordId.parse(text15)).isEqualTo(RecordId.parse(text18));
        assertThat(RecordId.parse(text15).text18()).isEqualTo(text18);
        assertThat(RecordId.parse(text18).text15()).isEqualTo(text15);
    }

    @Test
    void tellsWhetherTwoTextsAreFormsOfOneId() {
        assertThat(RecordId.areSame("00D3k000000tr3G", "00D3k000000tr3GEAQ")).isTrue();
        assertThat(RecordId.areSame("00D3k000000tr3G", "00D3k000000tr3g")).isFalse();
        assertThat(RecordId.areSame("no id", "no id")).isFalse();
    }

    @Test
    void namesTheTypeByItsPrefix() {
        assertThat(RecordId.parse("00D3k000000tr3GEAQ").prefix()).isEqualTo("00D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "001",
                "00D3k000000tr3",
                "00D3k000000tr3GEAR",
                "00D3k000000tr3GEA",
                "00D3k000000tr3!",
                "00D3k00000 tr3G",
                "External_Key__c_18",
                "AccountExternal",
                "00D3k000000tr3GEAQEAQ",
                "００D3k000000tr3",
            })
    void refusesWhatIsNoId(String text) {
        assertThat(RecordId.find(text)).isEmpty();
        assertThatThrownBy(() -> RecordId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void keysAreTakenWhateverTheSuffix() {
        assertThat(RecordId.key("003RM0000068xVCYAY"))
                .map(RecordId::text15)
                .contains("003RM0000068xVC");
        assertThat(RecordId.key("nonsense")).isEmpty();
    }
}
