package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

class DictionaryTest {
    private final Dictionary<String> dictionary = new Dictionary<>(4, "", "(other)");

    @Test
    void beyondItsLimitEveryNewNameIsOther() {
        var first = dictionary.id("a");
        dictionary.id("b");
        dictionary.id("c");
        assertThat(dictionary.value(dictionary.id("d"))).isEqualTo("(other)");
        assertThat(dictionary.id("d")).isEqualTo(dictionary.id("e"));
        assertThat(dictionary.id("a")).isEqualTo(first);
    }

    @Test
    void aNewNameIsUnwrittenUntilItIsWritten() {
        dictionary.id("a");
        dictionary.id("a");
        assertThat(dictionary.unwritten()).hasSize(1);
        assertThat(dictionary.unwritten()).as("asked again after a failure").hasSize(1);
        dictionary.written();
        assertThat(dictionary.unwritten()).isEmpty();
    }

    @Test
    void noNameIsNumberZero() {
        assertThat(dictionary.id("")).isZero();
        assertThat(dictionary.value(77)).isEqualTo("(other)");
    }

    @Test
    void countersFindWhatTheyGave() {
        var seed = 3L;
        var random = new Random(seed);
        var keys = new CounterKeys();
        var pairs = new int[20_000][];
        for (var key = 0; key < pairs.length; key++) {
            pairs[key] = new int[] {key / 50, key % 50 - 1};
            assertThat(keys.get(pairs[key][0], pairs[key][1])).isEqualTo(key);
        }
        for (var i = 0; i < 2000; i++) {
            var key = random.nextInt(pairs.length);
            assertThat(keys.find(pairs[key][0], pairs[key][1])).as("seed " + seed).isEqualTo(key);
        }
        assertThat(keys.find(999, 0)).isEqualTo(CounterKeys.NONE);
        assertThat(keys.integration(0)).isEqualTo(CounterKeys.WHOLE_ORG);
    }
}
