package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.salesforce.LimitInfo.ApiBursts;
import headroom.salesforce.LimitInfo.ApiUsage;
import headroom.salesforce.LimitInfo.PerApp;
import headroom.salesforce.LimitInfo.Unknown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class LimitInfoTest {
    @Test
    void readsTheUsageOfToday() {
        var info = LimitInfo.parse("api-usage=18/5000");
        assertThat(info.parts()).containsExactly(new ApiUsage(18, 5000));
        assertThat(info.apiUsage()).isEqualTo(new ApiUsage(18, 5000));
    }

    @Test
    void readsTheUsageOfOneApp() {
        var info =
                LimitInfo.parse(
                        "api-usage=25/5000;"
                                + " per-app-api-usage=17/250(appName=sample-connected-app)");
        assertThat(info.parts())
                .containsExactly(
                        new ApiUsage(25, 5000), new PerApp(17, 250, "sample-connected-app"));
    }

    @Test
    void readsBurstsAndUsageAboveTheLimit() {
        var info = LimitInfo.parse("api-usage=110018/100000; api-bursts=1/750");
        assertThat(info.parts())
                .containsExactly(new ApiUsage(110_018, 100_000), new ApiBursts(1, 750));
    }

    @Test
    void keepsWhatTheFutureBrings() {
        var info = LimitInfo.parse("api-usage=1/2; per-user-api-usage=3/4; flag");
        assertThat(info.parts())
                .containsExactly(
                        new ApiUsage(1, 2),
                        new Unknown("per-user-api-usage=3/4"),
                        new Unknown("flag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-usage=18/5000",
                "api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app)",
                "api-usage=10018/100000; api-bursts=1/750",
                "api-usage=1/2; new=3; other",
                "api-usage=1/2; per-app-api-usage=1/2(appName=a; b)",
                "api-usage=007/8",
            })
    void rendersWhatItRead(String header) {
        assertThat(LimitInfo.parse(header).render()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "api-usage",
                "api-usage=",
                "api-usage=/",
                "api-usage=1/",
                "api-usage=/1",
                "api-usage=-1/5",
                "api-usage=1/5/6",
                "api-usage=a/b",
                "api-usage=99999999999999999999/5",
                "api-usage=1 / 5",
                "per-app-api-usage=1/2(",
                "per-app-api-usage=(appName=)",
            })
    void whatIsNotFormedAsDocumentedIsNoUsage(String header) {
        assertThat(LimitInfo.parse(header).apiUsage()).isNull();
    }

    @Test
    void rendersOnlyTheBareFormForOneUsage() {
        assertThat(LimitInfo.of(7, 115_000).render()).isEqualTo("api-usage=7/115000");
    }

    @Test
    void survivesAnythingAndStaysBounded() {
        var seed = 20261121L;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var j = random.nextInt(40); j > 0; j--) {
                text.append("api-usage=/;() 0123456789ρ".charAt(random.nextInt(26)));
            }
            var once = LimitInfo.parse(text.toString()).render();
            assertThat(LimitInfo.parse(once).render())
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(once);
        }
        assertThat(LimitInfo.parse(";a".repeat(100_000)).parts()).hasSizeLessThanOrEqualTo(64);
    }
}
