package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// Seeded floods of nonsense: nothing throws, and the set of kinds stays small.
class ClassifierFuzzTest {
    private static final long SEED = 20_261_121L;
    private static final List<String> METHODS =
            List.of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW", "");
    private static final List<String> PIECES =
            List.of(
                    "/",
                    "//",
                    "services",
                    "data",
                    "Soap",
                    "u",
                    "T",
                    "async",
                    "oauth2",
                    "token",
                    "v66.0",
                    "66.0",
                    "v",
                    "v.0",
                    "v999.0",
                    "sobjects",
                    "Account",
                    "describe",
                    "query",
                    "queryAll",
                    "composite",
                    "batch",
                    "graph",
                    "jobs",
                    "ingest",
                    "job",
                    "tooling",
                    "ui-api",
                    "graphql",
                    "cometd",
                    "id",
                    "limits",
                    "001R00000064wc7IAA",
                    "%2F",
                    "%",
                    "%%",
                    "?",
                    "?q=",
                    "&",
                    "=",
                    "SELECT",
                    "+FROM+",
                    "(",
                    ")",
                    "%28",
                    "_HttpMethod=",
                    "PATCH",
                    "..",
                    ".json",
                    "://",
                    "#",
                    ";",
                    " ",
                    "\u0000",
                    "ö",
                    "\ud83d",
                    "http://h",
                    "*");

    @Test
    void noTargetMakesItThrowOrFloodsTheKinds() {
        var random = new Random(SEED);
        var classifier = new Classifier(ChargeOptions.DEFAULTS);
        var kinds = new HashSet<List<String>>();
        for (var i = 0; i < 200_000; i++) {
            var method = METHODS.get(random.nextInt(METHODS.size()));
            var target = target(random);
            var body = body(random);
            assertThat(classifier.peekBytes(method, target, HeaderSource.NONE))
                    .isBetween(0, 65_536);
            var said = classifier.classify(method, target, HeaderSource.NONE, body);
            assertThat(said.charge()).as("seed %d: %s %s", SEED, method, target).isBetween(0, 1);
            assertThat(said.kind().object()).matches("|[A-Za-z][A-Za-z0-9_]{0,79}");
            kinds.add(List.of(said.kind().resource(), said.kind().operation()));
        }
        assertThat(kinds).hasSizeLessThan(Resource.values().length * 9);
    }

    @Test
    void randomPathSegmentsAddNoKinds() {
        var random = new Random(SEED);
        var classifier = new Classifier(ChargeOptions.DEFAULTS);
        var kinds = new HashSet<CallKind>();
        var roots =
                List.of(
                        "/",
                        "/services/",
                        "/services/data/",
                        "/services/data/v66.0/",
                        "/services/data/v66.0/tooling/",
                        "/services/data/v66.0/ui-api/",
                        "/services/data/v66.0/connect/",
                        "/services/apexrest/",
                        "/services/async/66.0/",
                        "/services/Soap/",
                        "/services/Soap/class/",
                        "/services/oauth2/",
                        "/id/",
                        "/cometd/",
                        "/services/data/v66.0/sobjects/Account/001R00000064wc7IAA/",
                        "/services/data/v66.0/jobs/",
                        "/services/data/v66.0/composite/");
        for (var i = 0; i < 50_000; i++) {
            var root = roots.get(i % roots.size());
            var target = root + Long.toString(random.nextLong(), 36) + "/" + random.nextInt();
            kinds.add(classifier.classify("GET", target, HeaderSource.NONE, new byte[0]).kind());
        }
        assertThat(kinds).hasSizeLessThanOrEqualTo(roots.size() + 3);
    }

    @Test
    void noBodyMakesAnyReaderThrow() {
        var random = new Random(SEED);
        var classifier =
                new Classifier(
                        ChargeOptions.DEFAULTS.with(
                                ChargeOption.COUNT_EACH_BATCH_SUBREQUEST, true));
        var seeds = new ArrayList<byte[]>();
        seeds.add(SoapPeekTest.LOGIN.getBytes());
        seeds.add("{\"query\":\"{ uiapi { query { A { x } } } }\"}".getBytes());
        seeds.add("{\"batchRequests\":[{},{\"a\":[{}]}]}".getBytes());
        seeds.add("{\"object\":\"A\",\"records\":[{\"attributes\":{\"type\":\"B\"}}]}".getBytes());
        seeds.add(Gzip.gzip(SoapPeekTest.LOGIN.getBytes()));
        var targets =
                List.of(
                        "/services/Soap/u/66.0",
                        "/services/Soap/m/66.0",
                        "/services/data/v66.0/graphql",
                        "/services/data/v66.0/composite/batch",
                        "/services/data/v66.0/jobs/ingest",
                        "/services/async/66.0/job",
                        "/services/data/v66.0/composite/sobjects");
        for (var i = 0; i < 40_000; i++) {
            var body = mutated(seeds.get(random.nextInt(seeds.size())), random);
            var target = targets.get(random.nextInt(targets.size()));
            var said = classifier.classify("POST", target, HeaderSource.NONE, body);
            assertThat(said.charge()).isBetween(1, body.length + 1);
            Refusal.detect(403, "", body);
            SoapLimits.find(body, "deflate");
        }
    }

    @Test
    void aLongTargetTakesNoLongTime() {
        var classifier = new Classifier(ChargeOptions.DEFAULTS);
        var long1 = "/services/data/v66.0/query?q=" + "SELECT+FROM+(".repeat(100_000);
        var long2 = "/".repeat(1_000_000);
        var long3 = "/services/data/v66.0/sobjects/" + "A".repeat(1_000_000);
        for (var target : List.of(long1, long2, long3)) {
            var said = classifier.classify("GET", target, HeaderSource.NONE, new byte[0]);
            assertThat(said.kind().object()).hasSizeLessThanOrEqualTo(80);
        }
    }

    private static String target(Random random) {
        var target = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
        if (random.nextBoolean()) {
            target.append("services/");
        }
        for (var i = random.nextInt(12); i > 0; i--) {
            target.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) > 0) {
                target.append('/');
            }
        }
        return target.toString();
    }

    private static byte[] body(Random random) {
        var body = new byte[random.nextInt(20)];
        random.nextBytes(body);
        return body;
    }

    private static byte[] mutated(byte[] seed, Random random) {
        var body = Arrays.copyOf(seed, 1 + random.nextInt(seed.length));
        for (var i = random.nextInt(4); i > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }
}
