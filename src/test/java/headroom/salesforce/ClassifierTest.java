package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
    private static final Classifier CLASSIFIER = new Classifier(ChargeOptions.DEFAULTS);
    private static final byte[] NO_BODY = {};

    @Nested
    class Rest {
        @ParameterizedTest
        @CsvSource(
                delimiterString = " | ",
                value = {
                    "GET | /services/data | versions | '' | list | 0",
                    "GET | /services/data/ | versions | '' | list | 0",
                    "GET | //services/data | versions | '' | list | 0",
                    "GET | http://org.example/services/data?x=1 | versions | '' | list | 0",
                    "GET | /services/data/v66.0 | resources | '' | list | 1",
                    "GET | /services/data/v62.0/ | resources | '' | list | 1",
                    "GET | /services/data/v66.0/limits | limits | '' | limits | 1",
                    "GET | //services/data/v68.0/limits | limits | '' | limits | 1",
                    "GET | /services/data/v66.0/limits/ | limits | '' | limits | 1",
                    "GET | /services/data/v66.0/limits.json | limits | '' | limits | 1",
                    "GET | /services/data/v66.0/limits/recordCount?sObjects=Account |"
                            + " limits/recordCount | '' | limits | 1",
                    "GET | /services/data/v66.0/sobjects | sobjects | '' | describe | 1",
                    "GET | /services/data/v66.0/sobjects/ | sobjects | '' | describe | 1",
                    "GET | /services/data/v66.0/sobjects/Account | sobjects/{object} | Account |"
                            + " describe | 1",
                    "POST | /services/data/v66.0/sobjects/Account/ | sobjects/{object} | Account |"
                            + " create | 1",
                    "GET | /services/data/v66.0/sobjects/Account/describe/ |"
                            + " sobjects/{object}/describe | Account | describe | 1",
                    "GET | /services/data/v66.0/sobjects/Account/describe/layouts |"
                            + " sobjects/{object}/describe/{part} | Account | describe | 1",
                    "GET | /services/data/v66.0/sobjects/Account/updated/?start=a&end=b |"
                            + " sobjects/{object}/updated | Account | updated | 1",
                    "GET | /services/data/v66.0/sobjects/Account/deleted/?start=a&end=b |"
                            + " sobjects/{object}/deleted | Account | deleted | 1",
                    "GET | /services/data/v66.0/sobjects/Account/listviews/00B |"
                            + " sobjects/{object}/listviews | Account | list | 1",
                    "GET | /services/data/v66.0/sobjects/Order__e/eventSchema |"
                            + " sobjects/{object}/eventSchema | Order__e | describe | 1",
                    "GET | /services/data/v66.0/sobjects/Account/001R00000064wc7IAA?fields=Id |"
                            + " sobjects/{object}/{id} | Account | retrieve | 1",
                    "HEAD | /services/data/v66.0/sobjects/Account/001R00000064wc7 |"
                            + " sobjects/{object}/{id} | Account | retrieve | 1",
                    "PATCH | /services/data/v66.0/sobjects/Account/001R00000064wc7IAA |"
                            + " sobjects/{object}/{id} | Account | update | 1",
                    "DELETE | /services/data/v66.0/sobjects/Account/001R00000064wc7IAA |"
                            + " sobjects/{object}/{id} | Account | delete | 1",
                    "POST |"
                        + " /services/data/v66.0/sobjects/Account/001R00000064wc7IAA?_HttpMethod=PATCH"
                        + " | sobjects/{object}/{id} | Account | update | 1",
                    "POST |"
                        + " /services/data/v66.0/sobjects/Account/001R00000064wc7IAA?a=b&_HttpMethod=DELETE&c=d"
                        + " | sobjects/{object}/{id} | Account | delete | 1",
                    "GET | /services/data/v58.0/sobjects/EventLogFile/0AT5j00002LqQTxGAN/LogFile |"
                            + " sobjects/{object}/{id}/{field} | EventLogFile | retrieve | 1",
                    "PATCH | /services/data/v66.0/sobjects/Account/External__c/4711 |"
                            + " sobjects/{object}/{field}/{value} | Account | upsert | 1",
                    "PATCH | /services/data/v66.0/sobjects/Account/Ext__c/a%2Fb%3Fc |"
                            + " sobjects/{object}/{field}/{value} | Account | upsert | 1",
                    "GET | /services/data/v66.0/sobjects/Account/External_Number__c/1 |"
                            + " sobjects/{object}/{field}/{value} | Account | retrieve | 1",
                    "POST | /services/data/v66.0/sobjects/Account/Id/?_HttpMethod=PATCH |"
                            + " sobjects/{object}/other | Account | patch | 1",
                    "GET | /services/data/v66.0/query?q=SELECT+Id+FROM+Contact | query | Contact |"
                            + " query | 1",
                    "GET | /services/data/v66.0/query/?q=SELECT%20Id%20FROM%20Lead%20limit%201 |"
                            + " query | Lead | query | 1",
                    "GET |"
                        + " /services/data/v66.0/query?x=1&q=SELECT+Id,(SELECT+Id+FROM+Contacts)+FROM+Account"
                        + " | query | Account | query | 1",
                    "GET |"
                        + " /services/data/v66.0/query?q=select%20count()%0Afrom%0AMy_Thing__c&columns=true"
                        + " | query | My_Thing__c | query | 1",
                    "GET | /services/data/v66.0/query?q=SELECT+From__c+FROM+Case | query | Case |"
                            + " query | 1",
                    "GET | /services/data/v66.0/query?q=SELECT | query | '' | query | 1",
                    "GET | /services/data/v66.0/query/?explain=SELECT+Id+FROM+Lead | query | Lead |"
                            + " explain | 1",
                    "GET | /services/data/v66.0/query/01gD0000002HU6KIAW-2000 | query/{locator} |"
                            + " '' | query-more | 1",
                    "GET | /services/data/v66.0/queryAll/?q=SELECT+Id+FROM+Task | queryAll | Task |"
                            + " query | 1",
                    "GET | /services/data/v66.0/queryAll/01gD0000002HU6KIAW-2000 |"
                            + " queryAll/{locator} | '' | query-more | 1",
                    "GET | /services/data/v66.0/search/?q=FIND+%7Bx%7D | search | '' | search | 1",
                    "GET | /services/data/v66.0/parameterizedSearch/?q=x | parameterizedSearch | ''"
                            + " | search | 1",
                    "POST | /services/data/v66.0/composite | composite | '' | composite | 1",
                    "POST | /services/data/v66.0/composite/ | composite | '' | composite | 1",
                    "POST | /services/data/v66.0/composite/batch | composite/batch | '' | batch |"
                            + " 1",
                    "POST | /services/data/v66.0/composite/graph | composite/graph | '' | graph |"
                            + " 1",
                    "POST | /services/data/v66.0/composite/sobjects | composite/sobjects | '' |"
                            + " create | 1",
                    "PATCH | /services/data/v66.0/composite/sobjects | composite/sobjects | '' |"
                            + " update | 1",
                    "DELETE | /services/data/v66.0/composite/sobjects?ids=001,002 |"
                            + " composite/sobjects | '' | delete | 1",
                    "POST | /services/data/v66.0/composite/sobjects/Account |"
                            + " composite/sobjects/{object} | Account | retrieve | 1",
                    "PATCH | /services/data/v66.0/composite/sobjects/Account/Ext__c |"
                            + " composite/sobjects/{object}/{field} | Account | upsert | 1",
                    "POST | /services/data/v66.0/composite/tree/Account/ | composite/tree/{object}"
                            + " | Account | create | 1",
                    "GET | /services/data/v66.0/tabs | tabs | '' | list | 1",
                    "GET | /services/data/v66.0/theme | theme | '' | list | 1",
                    "GET | /services/data/v66.0/recent | recent | '' | list | 1",
                    "POST | /services/data/v66.0/process/approvals/ | process | '' | post | 1",
                    "GET | /services/data/v66.0/event/eventSchema/x | event/eventSchema | '' |"
                            + " describe | 1",
                    "GET | /services/data/v66.0/analytics/reports/00O | analytics | '' | get | 1",
                    "POST | /services/data/v66.0/actions/custom/flow/F | actions | '' | invoke | 1",
                    "GET | /partners/services/data/v66.0/limits | limits | '' | limits | 1",
                    "GET | /services/data/v66.0/sobjects/Account/001 | sobjects/{object}/{id} |"
                            + " Account | retrieve | 1",
                    "GET | /services/data/v66.0/nothing/of/the/kind | other | '' | get | 1",
                    "GET | /services/data/latest/limits | other | '' | get | 1",
                    "PUT | /services/data/v66.0/sobjects/%41ccount | sobjects/{object} | '' | put |"
                            + " 1",
                })
        void everyDocumentedPath(
                String method,
                String target,
                String resource,
                String object,
                String operation,
                int charge) {
            var said = CLASSIFIER.classify(method, target, HeaderSource.NONE, NO_BODY);

            assertThat(said.kind().family()).isEqualTo(ApiFamily.REST);
            assertThat(said.kind().resource()).isEqualTo(resource);
            assertThat(said.kind().object()).isEqualTo(object);
            assertThat(said.kind().operation()).isEqualTo(operation);
            assertThat(said.charge()).isEqualTo(charge);
            assertThat(said.longPoll()).isFalse();
            assertThat(said.estimated()).isFalse();
        }

        @Test
        void theVersionIsPartOfTheKind() {
            assertThat(kind("GET", "/services/data/v66.0/limits").version()).isEqualTo("66.0");
            assertThat(kind("GET", "/services/data/V51.0/limits").version()).isEqualTo("51.0");
            assertThat(kind("GET", "/services/data/v9999.0/limits").version()).isEmpty();
            assertThat(kind("GET", "/services/data").version()).isEmpty();
        }

        @Test
        void nothingIsOverriddenButPost() {
            assertThat(kind("GET", "/services/data/v66.0/sobjects/Account?_HttpMethod=PATCH"))
                    .returns("describe", CallKind::operation);
            assertThat(kind("POST", "/services/data/v66.0/sobjects/Account?_HttpMethod=BREW"))
                    .returns("create", CallKind::operation);
        }
    }

    @Nested
    class OtherFamilies {
        @ParameterizedTest
        @CsvSource(
                delimiterString = " | ",
                value = {
                    "POST | /services/data/v66.0/jobs/ingest | BULK2 | jobs/ingest | create | 1",
                    "PUT | /services/data/v66.0/jobs/ingest/7506g00000DhRA2AAN/batches/ | BULK2 |"
                            + " jobs/ingest/{id}/batches | upload | 1",
                    "PATCH | /services/data/v66.0/jobs/ingest/7506g00000DhRA2AAN | BULK2 |"
                            + " jobs/ingest/{id} | state | 1",
                    "GET | /services/data/v66.0/jobs/ingest/7506g00000DhRA2AAN/ | BULK2 |"
                            + " jobs/ingest/{id} | poll | 1",
                    "GET | /services/data/v66.0/jobs/ingest/750/successfulResults | BULK2 |"
                            + " jobs/ingest/{id}/successfulResults | results | 1",
                    "GET | /services/data/v66.0/jobs/ingest/750/failedResults/ | BULK2 |"
                            + " jobs/ingest/{id}/failedResults | results | 1",
                    "GET | /services/data/v66.0/jobs/ingest/750/unprocessedrecords | BULK2 |"
                            + " jobs/ingest/{id}/unprocessedrecords | results | 1",
                    "GET | /services/data/v66.0/jobs/ingest/750/unprocessedRecords/ | BULK2 |"
                            + " jobs/ingest/{id}/unprocessedrecords | results | 1",
                    "DELETE | /services/data/v66.0/jobs/ingest/750 | BULK2 | jobs/ingest/{id} |"
                            + " delete | 1",
                    "POST | /services/data/v66.0/jobs/query | BULK2 | jobs/query | query | 1",
                    "GET | /services/data/v66.0/jobs/query/750 | BULK2 | jobs/query/{id} | poll |"
                            + " 1",
                    "GET | /services/data/v66.0/jobs/query/750/results?locator=x&maxRecords=5 |"
                            + " BULK2 | jobs/query/{id}/results | results | 1",
                    "GET | /services/data/v66.0/jobs/query/750/resultPages | BULK2 |"
                            + " jobs/query/{id}/resultPages | results | 1",
                    "GET | /services/data/v66.0/jobs | BULK2 | jobs/other | get | 1",
                    "POST | /services/async/66.0/job | BULK | job | create | 1",
                    "POST | /services/async/66.0/job/ | BULK | job | create | 1",
                    "GET | /services/async/66.0/job/750 | BULK | job/{id} | poll | 1",
                    "POST | /services/async/66.0/job/750 | BULK | job/{id} | state | 1",
                    "POST | /services/async/66.0/job/750/batch | BULK | job/{id}/batch | upload |"
                            + " 1",
                    "GET | /services/async/66.0/job/750/batch/ | BULK | job/{id}/batch | poll | 1",
                    "GET | /services/async/66.0/job/750/batch/751 | BULK | job/{id}/batch/{id} |"
                            + " poll | 1",
                    "GET | /services/async/66.0/job/750/batch/751/request | BULK |"
                            + " job/{id}/batch/{id}/request | results | 1",
                    "GET | /services/async/66.0/job/750/batch/751/result | BULK |"
                            + " job/{id}/batch/{id}/result | results | 1",
                    "GET | /services/async/66.0/job/750/batch/751/result/752 | BULK |"
                            + " job/{id}/batch/{id}/result/{id} | results | 1",
                    "GET | /services/async/66.0/spec | BULK | other | get | 1",
                    "GET | /services/data/v66.0/tooling | TOOLING | resources | list | 1",
                    "GET | /services/data/v66.0/tooling/query?q=SELECT+Id+FROM+ApexClass | TOOLING"
                            + " | query | query | 1",
                    "POST | /services/data/v66.0/tooling/sobjects/ApexClass | TOOLING |"
                            + " sobjects/{object} | create | 1",
                    "GET | /services/data/v66.0/tooling/executeAnonymous/?anonymousBody=x | TOOLING"
                            + " | executeAnonymous | execute-anonymous | 1",
                    "POST | /services/data/v66.0/tooling/runTestsAsynchronous | TOOLING | runTests"
                            + " | run-tests | 1",
                    "GET | /services/data/v66.0/tooling/what | TOOLING | other | get | 1",
                    "GET | /services/data/v66.0/ui-api/records/001R00000064wc7IAA | UI |"
                            + " ui-api/records | retrieve | 1",
                    "GET | /services/data/v66.0/ui-api/object-info/Account | UI |"
                            + " ui-api/object-info | describe | 1",
                    "GET | /services/data/v66.0/ui-api/anything | UI | ui-api | get | 1",
                    "GET | /services/data/v66.0/connect/communities | CONNECT | connect | get | 1",
                    "GET | /services/data/v66.0/chatter/feeds/news/me | CONNECT | chatter | get |"
                            + " 1",
                    "POST | /services/data/v66.0/metadata/deployRequest | METADATA | metadata |"
                            + " deploy | 1",
                    "POST | /services/apexrest/acme/v1/orders/17 | APEX_REST | apexrest | post | 1",
                    "POST | /services/Soap/m/66.0 | METADATA | soap/m | unknown | 1",
                    "POST | /services/Soap/m/66.0/00D36000001HDi3 | METADATA | soap/m | unknown |"
                            + " 1",
                    "POST | /services/Soap/s/66.0/00D36000001HDi3 | APEX_SOAP | soap/s | unknown |"
                            + " 1",
                    "POST | /services/Soap/T/66.0 | TOOLING | soap/t | unknown | 1",
                    "POST | /services/Soap/class/acme/Orders | APEX_SOAP | soap/class | other | 1",
                    "POST | /services/oauth2/token | LOGIN | oauth2/token | token | 0",
                    "POST | /services/oauth2/token?grant_type=password&password=x | LOGIN |"
                            + " oauth2/token | token | 0",
                    "GET | /services/oauth2/revoke?token=x | LOGIN | oauth2/revoke | revoke | 0",
                    "GET | /services/oauth2/userinfo | LOGIN | oauth2/userinfo | identity | 0",
                    "GET | /services/oauth2/authorize?client_id=x | LOGIN | oauth2/authorize |"
                            + " authorize | 0",
                    "POST | /services/oauth2/introspect | LOGIN | oauth2/introspect | introspect |"
                            + " 0",
                    "POST | /services/oauth2/device | LOGIN | oauth2/other | post | 0",
                    "GET | /id/00D36000001HDi3EAG/00536000002PmoeAAC?format=json | LOGIN |"
                            + " id/{org}/{user} | identity | 0",
                    "GET | /eventbus.v1.PubSub/Subscribe | EVENTS | pubsub | events | 0",
                    "OPTIONS | /services/data/v66.0/limits | OTHER | limits | options | 0",
                    "POST | /partners/services/oauth2/token | LOGIN | oauth2/token | token | 0",
                    "POST | /partners/services/apexrest/a | APEX_REST | apexrest | post | 1",
                    "GET | /partners/s/ | OTHER | web | get | 0",
                    "GET | /services/proxy | OTHER | services/other | get | 1",
                    "GET | /services | OTHER | services/other | get | 1",
                    "GET | /secur/frontdoor.jsp?sid=x | OTHER | web | get | 0",
                    "GET | / | OTHER | web | get | 0",
                    "GET | /.well-known/openid-configuration | OTHER | web | get | 0",
                    "BREW | /__emulator/clock | OTHER | web | other | 0",
                })
        void everyDocumentedPath(
                String method,
                String target,
                ApiFamily family,
                String resource,
                String operation,
                int charge) {
            var said = CLASSIFIER.classify(method, target, HeaderSource.NONE, NO_BODY);

            assertThat(said.kind().family()).isEqualTo(family);
            assertThat(said.kind().resource()).isEqualTo(resource);
            assertThat(said.kind().operation()).isEqualTo(operation);
            assertThat(said.charge()).isEqualTo(charge);
        }

        @ParameterizedTest
        @CsvSource({
            "/cometd/66.0",
            "/cometd/66.0/meta/connect",
            "/cometd/66.0/handshake",
            "/cometd"
        })
        void longPollsAreEventsAndNoCalls(String target) {
            var said = CLASSIFIER.classify("POST", target, HeaderSource.NONE, NO_BODY);
            assertThat(said.kind().family()).isEqualTo(ApiFamily.EVENTS);
            assertThat(said.charge()).isZero();
            assertThat(said.longPoll()).isTrue();
        }

        @Test
        void theVersionStandsWithoutItsLetterInSoapAndBulk() {
            assertThat(kind("POST", "/services/Soap/u/65.0").version()).isEqualTo("65.0");
            assertThat(kind("GET", "/services/async/65.0/job/750").version()).isEqualTo("65.0");
            assertThat(kind("POST", "/cometd/65.0").version()).isEqualTo("65.0");
        }
    }

    @Nested
    class Settles {
        private final Classification one =
                CLASSIFIER.classify(
                        "GET", "/services/data/v66.0/limits", HeaderSource.NONE, NO_BODY);

        @ParameterizedTest
        @CsvSource({
            "200, '', 1",
            "204, '', 1",
            "300, '', 1",
            "304, '', 1",
            "400, '', 1",
            "401, '', 0",
            "403, '', 1",
            "403, TOTAL_REQUESTS, 0",
            "403, CONCURRENT_LONG, 0",
            "404, '', 1",
            "400, BULK_BATCHES, 0",
            "500, '', 1",
            "500, INVALID_SESSION, 0",
            "400, INVALID_SESSION, 0",
            "503, '', 1",
            "0, '', 1",
        })
        void byStatusAndRefusalOfTheDefaults(int status, String refused, int charge) {
            var kind = refused.isEmpty() ? null : Refusal.Kind.valueOf(refused);
            assertThat(CLASSIFIER.settledCharge(one, status, kind)).isEqualTo(charge);
        }

        @ParameterizedTest
        @CsvSource({
            "COUNT_NOT_MODIFIED, false, 304, '', 0",
            "COUNT_FAILED, false, 404, '', 0",
            "COUNT_FAILED, false, 200, '', 1",
            "COUNT_UNAUTHORIZED, true, 401, '', 1",
            "COUNT_UNAUTHORIZED, true, 500, INVALID_SESSION, 1",
            "COUNT_REFUSED, true, 403, TOTAL_REQUESTS, 1",
        })
        void byTheOptionsOfWhoKnowsBetter(
                ChargeOption option, boolean on, int status, String refused, int charge) {
            var classifier = new Classifier(ChargeOptions.DEFAULTS.with(option, on));
            var kind = refused.isEmpty() ? null : Refusal.Kind.valueOf(refused);
            assertThat(classifier.settledCharge(one, status, kind)).isEqualTo(charge);
        }

        @Test
        void whatWasFreeStaysFree() {
            var free = CLASSIFIER.classify("GET", "/services/data", HeaderSource.NONE, NO_BODY);
            assertThat(CLASSIFIER.settledCharge(free, 200, null)).isZero();
            assertThat(CLASSIFIER.settledCharge(free, 500, null)).isZero();
        }
    }

    @Nested
    class Options {
        @ParameterizedTest
        @CsvSource({
            "COUNT_OAUTH, true, POST, /services/oauth2/token, 1",
            "COUNT_IDENTITY, true, GET, /id/00D/005, 1",
            "COUNT_CHATTER, false, GET, /services/data/v66.0/chatter/users, 0",
            "COUNT_PREFLIGHT, true, OPTIONS, /services/data/v66.0/query, 1",
            "COUNT_UNKNOWN_SERVICES, false, GET, /services/what, 0",
        })
        void turnTheDoubtfulRows(
                ChargeOption option, boolean on, String method, String target, int charge) {
            var classifier = new Classifier(ChargeOptions.DEFAULTS.with(option, on));
            assertThat(classifier.classify(method, target, HeaderSource.NONE, NO_BODY).charge())
                    .isEqualTo(charge);
            assertThat(CLASSIFIER.classify(method, target, HeaderSource.NONE, NO_BODY).charge())
                    .isEqualTo(1 - charge);
        }
    }

    private static CallKind kind(String method, String target) {
        return CLASSIFIER.classify(method, target, HeaderSource.NONE, NO_BODY).kind();
    }
}
