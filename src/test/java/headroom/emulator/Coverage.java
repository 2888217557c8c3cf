package headroom.emulator;

import headroom.testing.Serves;

import org.junit.platform.commons.support.ReflectionSupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the route table serves, beside what the tests say they prove, as a document.
final class Coverage {
    private static final List<String> FAMILIES =
            List.of("Login", "REST", "Composite", "Bulk 2.0", "Bulk 1.0", "SOAP partner");

    private static final Pattern NOT_SERVED = Pattern.compile("notServed\\(\\s*\"([^\"]+)\"");
    private final List<String> served;
    private final List<String> refused;
    private final Map<String, Proof> proofs = new TreeMap<>();

    /// What the tests say of one resource or behaviour.
    record Proof(TreeSet<String> tests, TreeSet<String> differences) {
        Proof() {
            this(new TreeSet<>(), new TreeSet<>());
        }
    }

    private Coverage(List<String> served, List<String> refused) {
        this.served = served;
        this.refused = refused;
    }

    static Coverage read() {
        try (var emulator = Emulator.start(EmulatorOptions.defaults())) {
            var routes = emulator.routes();
            var coverage =
                    new Coverage(
                            routes.stream().flatMap(it -> it.serves().stream()).toList(),
                            routes.stream().flatMap(it -> it.refuses().stream()).toList());
            ReflectionSupport.findAllClassesInPackage(
                            "headroom", _ -> true, name -> name.endsWith("Test"))
                    .forEach(coverage::read);
            return coverage;
        }
    }

    private void read(Class<?> test) {
        read(test, test.getSimpleName());
        for (var method : test.getDeclaredMethods()) {
            read(method, test.getSimpleName());
        }
    }

    private void read(AnnotatedElement element, String test) {
        for (var serves : element.getAnnotationsByType(Serves.class)) {
            for (var name : Stream.of(serves.value()).flatMap(this::each).toList()) {
                var proof = proofs.computeIfAbsent(name, _ -> new Proof());
                proof.tests().add(test);
                if (!serves.approximate().isEmpty()) {
                    proof.differences().add(serves.approximate());
                }
            }
        }
    }

    /// All methods of all resources below a path, where a name is `* path*`.
    private Stream<String> each(String name) {
        if (!name.startsWith("* ")) {
            return Stream.of(name);
        }
        var path = name.substring(1, name.length() - 1);
        return served.stream().filter(one -> one.contains(path));
    }

    /// Served resources that no test names.
    List<String> unproved() {
        return served.stream().filter(name -> !proofs.containsKey(name)).toList();
    }

    /// What tests claim to prove and nobody serves.
    List<String> unknown() {
        return proofs.keySet().stream()
                .filter(name -> !served.contains(name) && !isBehaviour(name))
                .toList();
    }

    private static boolean isBehaviour(String name) {
        return name.contains(": ");
    }

    String document() {
        var text = new ArrayList<String>();
        text.add("# What the emulator serves");
        text.add("");
        text.add("Written by `CoverageTest` from the route table and from what the tests say they");
        text.add("prove; do not edit it. To write it anew:");
        text.add("`mvn -B test -Dtest=CoverageTest -Dtidy.rewrite=true`.");
        text.add("");
        text.add(
                "*Served*: as Salesforce, as far as its documentation and its clients let us"
                        + " know;");
        text.add("no real org was asked. *Approximate*: served, and the text says what differs.");
        text.add("*Missing*: answered 501, in the family's own form, with a body that says so.");
        FAMILIES.forEach(family -> resources(text, family));
        behaviours(text);
        missing(text);
        return String.join("\n", text) + "\n";
    }

    private void resources(List<String> text, String family) {
        var mine =
                served.stream()
                        .filter(name -> family(name).equals(family))
                        .distinct()
                        .sorted(Comparator.comparing(Coverage::path))
                        .toList();
        if (mine.isEmpty()) {
            return;
        }
        head(text, family, "resource");
        mine.forEach(name -> row(text, name, "`" + name + "`"));
    }

    private static void head(List<String> text, String title, String first) {
        text.add("");
        text.add("## " + title);
        text.add("");
        text.add("| " + first + " | state | tests |");
        text.add("|---|---|---|");
    }

    private void row(List<String> text, String name, String shown) {
        var proof = proofs.getOrDefault(name, new Proof());
        var state =
                proof.differences().isEmpty()
                        ? "served"
                        : "approximate: " + String.join("; ", proof.differences());
        text.add("| " + shown + " | " + state + " | " + String.join(", ", proof.tests()) + " |");
    }

    private void behaviours(List<String> text) {
        var families = new TreeMap<String, List<String>>();
        proofs.keySet().stream()
                .filter(Coverage::isBehaviour)
                .forEach(name ->
                        families.computeIfAbsent(
                                        name.substring(0, name.indexOf(": ")),
                                        _ -> new ArrayList<>())
                                .add(name));
        families.forEach((family, names) -> {
            head(text, family, "behaviour");
            names.forEach(name -> row(text, name, name.substring(family.length() + 2)));
        });
    }

    private void missing(List<String> text) {
        text.add("");
        text.add("## Missing");
        text.add("");
        var soap = refused.stream().filter(name -> name.startsWith("SOAP ")).toList();
        var rest = refused.stream().filter(name -> name.matches("[a-z-]+")).toList();
        refused.stream()
                .filter(name -> !soap.contains(name) && !rest.contains(name))
                .forEach(name -> text.add("- " + name));
        text.add("- Below `/services/data/vXX.X/`: " + words(rest.stream()));
        text.add("- SOAP operations: " + words(soap.stream().map(name -> name.substring(5))));
        text.add("- Inside what is served: " + String.join("; ", saidInCode()) + ".");
    }

    /// What the code itself says is not there: the literals given to `notServed`.
    private static TreeSet<String> saidInCode() {
        var said = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/headroom/emulator"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var found = NOT_SERVED.matcher(Files.readString(file));
                while (found.find()) {
                    said.add(found.group(1).strip().replaceAll(",$", ""));
                }
            }
            said.remove("The SOAP operation");
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Stream<String> names) {
        return String.join(", ", names.map(name -> "`" + name + "`").toList()) + ".";
    }

    private static String path(String name) {
        return name.substring(name.indexOf(' ') + 1) + " " + name;
    }

    private static String family(String name) {
        var path = name.substring(name.indexOf(' ') + 1);
        if (name.startsWith("SOAP ")) {
            return "SOAP partner";
        }
        if (path.startsWith("services/oauth2") || path.startsWith("id/")) {
            return "Login";
        }
        if (path.startsWith("jobs/")) {
            return "Bulk 2.0";
        }
        if (path.startsWith("services/async")) {
            return "Bulk 1.0";
        }
        return path.startsWith("composite") || path.startsWith("graphql") ? "Composite" : "REST";
    }
}
