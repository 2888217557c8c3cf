package headroom.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Random;

class SecondDeltasTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsEncodedIsDecoded(long seed) {
        var random = new Random(seed);
        var amounts = new HashMap<Integer, Integer>();
        for (var i = random.nextInt(300); i > 0; i--) {
            var amount = random.nextInt(3) > 0 ? 1 : random.nextInt();
            amounts.put(random.nextInt() >>> (1 + random.nextInt(31)), amount);
        }
        var pairs = new long[amounts.size()];
        var at = 0;
        for (var entry : amounts.entrySet()) {
            pairs[at++] = SecondDeltas.pair(entry.getKey(), entry.getValue());
        }
        var decoded = new HashMap<Integer, Integer>();
        SecondDeltas.decode(SecondDeltas.encode(pairs, at), decoded::put);
        assertThat(decoded).as("seed " + seed).isEqualTo(amounts);
    }

    @Test
    void aSingleCallTakesTwoBytes() {
        var pairs = new long[] {SecondDeltas.pair(17, 1)};
        assertThat(SecondDeltas.encode(pairs, 1)).hasSize(2);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> SecondDeltas.decode(new byte[] {2, 3}, (_, _) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecondDeltas.decode(new byte[] {0, 3}, (_, _) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
