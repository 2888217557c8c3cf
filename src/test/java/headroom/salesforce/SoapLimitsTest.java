package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.salesforce.SoapLimits.Limit;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class SoapLimitsTest {
    private static final String ANSWER =
            """
            <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
            xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns="urn:partner.soap.sforce.com"><soapenv:Header><LimitInfoHeader><limitInfo>\
            <current>29</current><limit>15000</limit><type>API REQUESTS</type></limitInfo>\
            </LimitInfoHeader></soapenv:Header><soapenv:Body><queryResponse/></soapenv:Body>\
            </soapenv:Envelope>\
            """;
    private static final String PILOT =
            """
            <h:LimitInfoHeader xmlns:h="urn:partner.soap.sforce.com"><h:limitInfo>\
            <h:current>29</h:current><h:limit>15000</h:limit><h:type>API REQUESTS</h:type>\
            </h:limitInfo><h:limitInfo><h:appName>sample-connected-app</h:appName>\
            <h:current>20</h:current><h:limit>250</h:limit><h:type>API REQUESTS PER APP</h:type>\
            </h:limitInfo></h:LimitInfoHeader>\
            """;

    @Test
    void findsTheHeaderInAnAnswer() {
        var found = SoapLimits.find(bytes(ANSWER), null).orElseThrow();
        assertThat(found.limits()).containsExactly(new Limit(29, 15_000, "API REQUESTS", ""));
        assertThat(found.apiUsage()).isEqualTo(new LimitInfo.ApiUsage(29, 15_000));
    }

    @Test
    void findsItInAGzippedAnswerCutShort() {
        var gzipped = Gzip.gzip(bytes(ANSWER + " ".repeat(50_000)));
        assertThat(SoapLimits.find(gzipped, "gzip")).isPresent();
        var cut = Arrays.copyOf(bytes(ANSWER), ANSWER.indexOf("<soapenv:Body>") + 5);
        assertThat(SoapLimits.find(cut, null)).isPresent();
    }

    @Test
    void readsThePilotsSecondLimitUnderAnyPrefix() {
        assertThat(SoapLimits.parse(bytes(PILOT)).orElseThrow().limits())
                .containsExactly(
                        new Limit(29, 15_000, "API REQUESTS", ""),
                        new Limit(20, 250, "API REQUESTS PER APP", "sample-connected-app"));
    }

    @Test
    void aLoginAnswerHasNone() {
        var login = ANSWER.replaceAll("<soapenv:Header>.*</soapenv:Header>", "");
        assertThat(SoapLimits.find(bytes(login), null)).isEmpty();
    }

    @Test
    void theWordInTheBodyIsNoHeader() {
        var text = ANSWER.replaceAll("<soapenv:Header>.*</soapenv:Header>", "");
        var planted =
                text.replace(
                        "<queryResponse/>",
                        "<LimitInfoHeader><limitInfo><current>1</current><limit>2</limit>"
                                + "<type>API REQUESTS</type></limitInfo></LimitInfoHeader>");
        assertThat(SoapLimits.find(bytes(planted), null)).isEmpty();
    }

    @Test
    void brokenHeadersAreNone() {
        assertThat(SoapLimits.find(bytes("LimitInfoHeader"), null)).isEmpty();
        assertThat(SoapLimits.find(bytes(ANSWER.replace("29", "many")), null)).isEmpty();
        assertThat(SoapLimits.find(new byte[0], "gzip")).isEmpty();
    }

    @Test
    void rendersWhatSalesforceSends() {
        assertThat(ANSWER).contains(SoapLimits.of(29, 15_000).render());
        var rendered = SoapLimits.parse(bytes(PILOT)).orElseThrow().render();
        assertThat(SoapLimits.parse(bytes(rendered))).isEqualTo(SoapLimits.parse(bytes(PILOT)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
