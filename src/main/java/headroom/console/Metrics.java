package headroom.console;

import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.report.Overview;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What Prometheus scrapes. Window figures are gauges, because charges leave the window too.
/// Thread-safe.
public final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int INTEGRATIONS_MAX = 200;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Pictures pictures;
    private final OutlookMetrics outlook = new OutlookMetrics(registry);

    /// Held here, because the registry holds what counters read by weak references only.
    private final List<Reading> readings;

    private final Map<MultiGauge, ToDoubleFunction<OrgOverview>> byOrg = new LinkedHashMap<>();
    private final Map<MultiGauge, ToDoubleFunction<IntegrationFigures>> byIntegration =
            new LinkedHashMap<>();

    public Metrics(Pictures pictures, List<Reading> readings) {
        this.pictures = pictures;
        this.readings = List.copyOf(readings);
        org("usage", "Charges the org counts in its rolling 24 hours", it -> it.usage().used());
        org(
                "allocation",
                "Charges the org may spend in 24 hours",
                it -> it.allocation().calls().map(Long::doubleValue).orElse(Double.NaN));
        org(
                "headroom",
                "Allocation less usage",
                it -> it.headroom().map(Long::doubleValue).orElse(Double.NaN));
        org("in.flight", "Expected charges of calls under way", it -> it.usage().inFlight());
        org(
                "unattributed",
                "Charges of the window that the ledger cannot explain",
                it -> it.unattributed().map(Long::doubleValue).orElse(Double.NaN));
        org("day.charges", "Charges of the current UTC day", OrgOverview::dayCharges);
        integration("calls", "Calls of the rolling 24 hours", IntegrationFigures::calls);
        integration("charges", "Charges of the rolling 24 hours", IntegrationFigures::charges);
        integration("metered.charges", "Of these, metered", IntegrationFigures::metered);
        integration("errors", "Failed calls of the rolling 24 hours", IntegrationFigures::errors);
        this.readings.forEach(this::register);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// The exposition text, of the latest overview.
    synchronized String scrape() {
        var picture = pictures.picture();
        var now = picture.overview();
        outlook.update(picture);
        byOrg.forEach((gauge, figure) -> gauge.register(orgRows(now, figure), true));
        byIntegration.forEach((gauge, figure) -> gauge.register(rows(now, figure), true));
        return registry.scrape();
    }

    private static List<MultiGauge.Row<?>> orgRows(
            Overview now, ToDoubleFunction<OrgOverview> figure) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var org : now.orgs()) {
            rows.add(MultiGauge.Row.of(Tags.of("org", org.name()), figure.applyAsDouble(org)));
        }
        return rows;
    }

    /// The heaviest of each org: names come from clients, and their number must have a limit.
    private static List<MultiGauge.Row<?>> rows(
            Overview now, ToDoubleFunction<IntegrationFigures> figure) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var org : now.orgs()) {
            org.integrations().stream()
                    .limit(INTEGRATIONS_MAX)
                    .forEach(each ->
                            rows.add(
                                    MultiGauge.Row.of(
                                            Tags.of("org", org.name(), "integration", each.name()),
                                            figure.applyAsDouble(each))));
        }
        return rows;
    }

    private void org(String name, String help, ToDoubleFunction<OrgOverview> figure) {
        byOrg.put(
                MultiGauge.builder("headroom.org." + name).description(help).register(registry),
                figure);
    }

    private void integration(
            String name, String help, ToDoubleFunction<IntegrationFigures> figure) {
        byIntegration.put(
                MultiGauge.builder("headroom.integration.window." + name)
                        .description(help)
                        .register(registry),
                figure);
    }

    private void register(Reading reading) {
        if (reading.counter()) {
            FunctionCounter.builder(reading.name(), reading, one -> one.value().getAsDouble())
                    .description(reading.help())
                    .register(registry);
        } else {
            Gauge.builder(reading.name(), () -> reading.value().getAsDouble())
                    .description(reading.help())
                    .register(registry);
        }
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
