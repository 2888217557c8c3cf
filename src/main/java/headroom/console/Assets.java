package headroom.console;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The page's own files, read once from the class path. Immutable.
record Assets(Map<String, Asset> byPath) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /// A file and its type.
    record Asset(Buffer content, String type) {}

    static Assets load() {
        var charts =
                "/META-INF/resources/_static/echarts/"
                        + chartsVersion()
                        + "/dist/echarts.common.min.js";
        return new Assets(
                Map.of(
                        "/assets/console.css",
                        own("console.css", "text/css; charset=utf-8"),
                        "/assets/console.js",
                        own("console.js", SCRIPT),
                        "/assets/charts.js",
                        own("charts.js", SCRIPT),
                        "/assets/asking.js",
                        own("asking.js", SCRIPT),
                        "/assets/tables.js",
                        own("tables.js", SCRIPT),
                        "/assets/icon.svg",
                        own("icon.svg", "image/svg+xml"),
                        "/assets/echarts.js",
                        asset(charts, SCRIPT)));
    }

    private static Asset own(String name, String type) {
        return asset("/headroom/console/" + name, type);
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static Asset asset(String resource, String type) {
        return new Asset(Buffer.buffer(bytes(resource)), type);
    }

    private static String chartsVersion() {
        var properties = new Properties();
        try (var file = open("/headroom/version.properties")) {
            properties.load(file);
            return properties.getProperty("echarts", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (var file = open(resource)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        var file = Assets.class.getResourceAsStream(resource);
        if (file == null) {
            throw new IllegalStateException("the program lacks its file " + resource);
        }
        return file;
    }
}
