package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class SoapPeekTest {
    static final String LOGIN =
            """
            <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:urn="urn:partner.soap.sforce.com"><env:Header><urn:CallOptions>\
            <urn:client>RestForce</urn:client><urn:defaultNamespace>sf</urn:defaultNamespace>\
            </urn:CallOptions></env:Header><env:Body>\
            <n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>u@x</n1:username>\
            <n1:password>pTOKEN</n1:password></n1:login></env:Body></env:Envelope>\
            """;

    @Test
    void readsALogin() {
        assertThat(SoapPeek.parse(bytes(LOGIN), null))
                .isEqualTo(new SoapPeek("login", "RestForce", "u@x", "", "", false));
    }

    @Test
    void readsItGzippedAfterAByteOrderMarkAndAfterBlankLines() {
        var expected = SoapPeek.parse(bytes(LOGIN), null);
        assertThat(SoapPeek.parse(Gzip.gzip(bytes(LOGIN)), "gzip")).isEqualTo(expected);
        assertThat(SoapPeek.parse(bytes("\ufeff" + LOGIN), null)).isEqualTo(expected);
        assertThat(SoapPeek.parse(bytes("\r\n  " + LOGIN), null)).isEqualTo(expected);
        assertThat(SoapPeek.parse(LOGIN.getBytes(StandardCharsets.UTF_16), null))
                .isEqualTo(expected);
    }

    @Test
    void keepsWhatItReadBeforeACut() {
        var cut = LOGIN.substring(0, LOGIN.indexOf("</n1:username>") - 1);
        var peek = SoapPeek.parse(bytes(cut), null);
        assertThat(peek.operation()).isEqualTo("login");
        assertThat(peek.callOptionsClient()).isEqualTo("RestForce");
        assertThat(peek.username()).isEmpty();
        var gzipped = Gzip.gzip(bytes(LOGIN + " ".repeat(100_000)));
        assertThat(SoapPeek.parse(Arrays.copyOf(gzipped, gzipped.length - 20), "gzip").operation())
                .isEqualTo("login");
    }

    @Test
    void neverThrowsWhereverTheBodyIsCut() {
        var whole = bytes(LOGIN);
        for (var length = 0; length <= whole.length; length++) {
            SoapPeek.parse(Arrays.copyOf(whole, length), "gzip");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<create xmlns='urn:p'><sObjects><type"
                    + " xmlns='urn:s'>Account</type><Name>x</Name></sObjects></create>|create|Account",
                "<create xmlns='urn:e'><sObjects xmlns:o='urn:s'"
                        + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:type='o:Lead'/></create>|create|Lead",
                "<m:query xmlns:m='urn:p'><m:queryString>SELECT Id, (SELECT Id FROM Contacts) FROM"
                        + " Account</m:queryString></m:query>|query|Account",
                "<retrieve"
                    + " xmlns='urn:p'><fieldList>Id</fieldList><sObjectType>Case</sObjectType><ids>500</ids></retrieve>|retrieve|Case",
                "<describeSObject"
                    + " xmlns='urn:p'><sObjectType>My__c</sObjectType></describeSObject>|describeSObject|My__c",
                "<delete xmlns='urn:p'><ids>001</ids></delete>|delete|''",
                "<create xmlns='urn:p'><sObjects><type>not a"
                        + " name</type></sObjects></create>|create|''",
            })
    void namesMethodAndObject(String body, String operation, String object) {
        var peek = SoapPeek.parse(envelope("", body), null);
        assertThat(peek.operation()).isEqualTo(operation);
        assertThat(peek.objectType()).isEqualTo(object);
    }

    @Test
    void aSessionIsReadAndNeverShown() {
        var peek =
                SoapPeek.parse(
                        envelope(
                                "<h:SessionHeader"
                                        + " xmlns:h='urn:p'><h:sessionId>00D36000001HDi3!AQ.secret"
                                        + "</h:sessionId></h:SessionHeader>",
                                "<query xmlns='urn:p'/>"),
                        null);
        assertThat(peek.sessionId()).isEqualTo("00D36000001HDi3!AQ.secret");
        assertThat(peek.toString()).doesNotContain("secret").contains("session present");
    }

    @Test
    void thePasswordIsNowhere() {
        assertThat(SoapPeek.parse(bytes(LOGIN), null).toString()).doesNotContain("pTOKEN");
    }

    @Test
    void noFileIsEverRead(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "leaked");
        var xml =
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri())
                        + LOGIN.replace("u@x", "&x;");
        assertThat(SoapPeek.parse(bytes(xml), null).username()).isEmpty();
    }

    @Test
    void entitiesDoNotUnfold() {
        var xml = new StringBuilder("<!DOCTYPE e [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (var i = 1; i < 12; i++) {
            xml.append("<!ENTITY a").append(i).append(" \"");
            xml.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        xml.append("]>").append(LOGIN.replace("u@x", "&a11;"));
        assertThat(SoapPeek.parse(bytes(xml.toString()), null).username()).isEmpty();
    }

    @Test
    void aBombUnfoldsOnlyToItsLimit() {
        var bomb = Gzip.gzip(new byte[64 * 1024 * 1024]);
        assertThat(Unzip.head(bomb, "gzip", 8192)).hasSize(8192);
        assertThat(SoapPeek.parse(bomb, "gzip").operation()).isEmpty();
    }

    static byte[] envelope(String header, String body) {
        return bytes(
                """
                <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
                xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header>%s\
                </soapenv:Header><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>\
                """
                        .formatted(header, body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
