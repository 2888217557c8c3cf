package headroom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearestKeyTest {
    private static final List<String> KEYS = List.of("instance-url", "login-url", "name", "hosts");

    @ParameterizedTest
    @CsvSource({
        "instnace-url, instance-url",
        "instance_url, instance-url",
        "instanceUrl, instance-url",
        "nmae, name",
        "host, hosts",
        "loginurl, login-url",
    })
    void guessesWhatWasMeant(String written, String meant) {
        assertThat(NearestKey.of(written, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "password"})
    void guessesNothingFarFetched(String written) {
        assertThat(NearestKey.of(written, KEYS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abcd, abdc, 1", "abc, abc, 0", "'', abc, 3", "kitten, sitting, 3"})
    void countsSlips(String one, String other, int slips) {
        assertThat(NearestKey.slips(one, other)).isEqualTo(slips);
    }
}
