package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.cli.config.Configuration.Integration;
import headroom.gateway.DeclaredIntegration;
import headroom.watch.LoggedCall;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class LoggedCallersTest {
    private static final LoggedCallers CALLERS =
            new LoggedCallers(
                    List.of(
                            new Integration(
                                    new DeclaredIntegration(
                                            "erp-nightly",
                                            List.of(),
                                            List.of("ErpSync/4"),
                                            List.of(),
                                            List.of(),
                                            Map.of(),
                                            List.of(),
                                            List.of("erp@acme.example")),
                                    Optional.empty(),
                                    Optional.empty())));

    @ParameterizedTest
    @CsvSource({
        "erp@acme.example, AnyApp, '', erp-nightly",
        "other@acme.example, AnyApp, ErpSync/4, AnyApp",
        "other@acme.example, '', ErpSync/4, erp-nightly",
        "other@acme.example, '', Loader, Loader",
        "other@acme.example, '', '', unidentified",
    })
    void nameTheCallerAsTheGatewayWould(String user, String app, String client, String name) {
        var call =
                new LoggedCall(
                        0,
                        "",
                        user,
                        "REST",
                        "66.0",
                        "/v66.0/limits",
                        client,
                        "GET",
                        "",
                        app,
                        "",
                        200,
                        true);

        assertThat(CALLERS.of(call)).isEqualTo(name);
    }
}
