package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ReconciliationTest {
    @Test
    void saysThatTheBooksAgree() {
        var both = Reconciliation.of(Map.of("erp", 1_203L, "bi", 0L), Map.of("erp", 1_203L));

        assertThat(both.agrees()).isTrue();
        assertThat(both.render())
                .containsExactly(
                        "ledger and emulator agree: 1,203 charges each",
                        "integration  ledger  emulator",
                        "erp           1,203     1,203  agree");
    }

    @Test
    void saysExactlyWhatDiffers() {
        var both = Reconciliation.of(Map.of("erp", 3L), Map.of("erp", 4L, "", 1L));

        assertThat(both.agrees()).isFalse();
        assertThat(both.render().getFirst())
                .isEqualTo(
                        "ledger and emulator DIFFER: 3 charges in the ledger, 5 in the emulator's"
                                + " books");
        assertThat(both.render()).anyMatch(line -> line.startsWith("(no name)"));
    }
}
