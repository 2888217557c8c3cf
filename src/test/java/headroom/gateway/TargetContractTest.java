package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The request line passes byte for byte.
@Timeout(60)
class TargetContractTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/services/data/v66.0/sobjects/Account/Ext__c/a%2Fb",
                "/services/data/v66.0/query?q=SELECT+Id+FROM+Account%20LIMIT%201",
                "/services/data/v66.0/query/?q=SELECT%20Id",
                "/services/data/v66.0/ui-api/records/%7Bid%7D",
                "//services/data/v68.0/limits",
                "///services//data/v68.0//limits//",
                "/services/data/v66.0/limits/",
                "/services/data/v66.0/limits?",
                "/services/data/v66.0/limits??a=?&&=",
                "/services/data/",
                "/",
                "/services/data/./v66.0/../v65.0/limits",
                "/services/data/v66.0/search?q=FIND%20%7Ba%7D&x=1;y=2,3",
                "/services/data/v66.0/sobjects/Account/Ext__c/100%25",
                "/services/data/v66.0/sobjects/Account/Ext__c/%e4%C3%A4%00",
                "/services/data/v66.0/query?q=name='a'&b=(c)*!$@:~_-.",
                "/services/data/v66.0/composite/sobjects?ids=001,002&allOrNone=true",
                "/services/apexrest/My.Service/a|b^c`d",
                "/id/00D000000000001EAA/005000000000001AAA?format=json"
            })
    void keepsTheTarget(String target) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(target).status()).isEqualTo(200);
            assertThat(org.only().head().startLine()).isEqualTo("GET " + target + " HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT", "DELETE", "POST", "OPTIONS", "PURGE"})
    void keepsTheMethod(String method) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(method + " /services/data/v66.0/x HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Length: 2\r\n\r\n{}");
            assertThat(client.read(method).status()).isEqualTo(200);
            assertThat(org.only().head().method()).isEqualTo(method);
            assertThat(org.only().body().text()).isEqualTo("{}");
        }
    }

    @Test
    void aPostWithNeitherLengthNorChunksHasNoBody() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var target = "/services/oauth2/token?grant_type=password&username=a%40b.c";
            client.send("POST " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.read("POST").status()).isEqualTo(200);
            assertThat(org.only().head().target()).isEqualTo(target);
            assertThat(org.only().head().has("Transfer-Encoding")).isFalse();
        }
    }
}
