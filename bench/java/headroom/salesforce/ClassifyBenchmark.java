package headroom.salesforce;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// What a gateway's event loop pays to know what a call is. The bar for a plain REST call: 1 µs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClassifyBenchmark {
    private static final byte[] NO_BODY = {};
    private static final byte[] LOGIN =
            """
            <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/>\
            <env:Body><n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>u@x</n1:username>\
            <n1:password>pTOKEN</n1:password></n1:login></env:Body></env:Envelope>\
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final Classifier classifier = new Classifier(ChargeOptions.DEFAULTS);

    /// A request target.
    @State(Scope.Benchmark)
    public static class Target {
        @Param({
            "/services/data/v66.0/sobjects/Account/001R00000064wc7IAA?fields=Id,Name",
            "/services/data/v66.0/query?q=SELECT+Id,Name,Phone+FROM+Account+WHERE+Name+LIKE+'A%25'",
            "/services/data/v66.0/connect/communities",
        })
        public String target = "";
    }

    @Benchmark
    public Classification rest(Target asked) {
        return classifier.classify("GET", asked.target, HeaderSource.NONE, NO_BODY);
    }

    @Benchmark
    public int peek(Target asked) {
        return classifier.peekBytes("POST", asked.target, HeaderSource.NONE);
    }

    @Benchmark
    public Classification soapLogin() {
        return classifier.classify("POST", "/services/Soap/u/66.0", HeaderSource.NONE, LOGIN);
    }
}
