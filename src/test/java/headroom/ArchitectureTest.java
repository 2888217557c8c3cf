package headroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The house's arrows: a room may use the rooms named here and no other.
class ArchitectureTest {
    private static final Map<String, Set<String>> MAY_USE =
            Map.of(
                    "salesforce", Set.of(),
                    "meter", Set.of("salesforce"),
                    "ledger", Set.of("meter", "salesforce"),
                    "gateway", Set.of("ledger", "meter", "salesforce"),
                    "watch", Set.of("history", "ledger", "meter", "salesforce"),
                    "forecast", Set.of("meter", "salesforce"),
                    "history", Set.of("ledger", "meter", "salesforce"),
                    "report", Set.of("forecast", "history", "ledger", "meter", "salesforce"),
                    "emulator", Set.of("salesforce"),
                    "console",
                            Set.of("forecast", "report", "watch", "ledger", "meter", "salesforce"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("headroom");

    @Test
    void everyArrowPointsDown() {
        var rooms = new TreeSet<>(MAY_USE.keySet());
        rooms.add("cli");
        for (var room : MAY_USE.keySet()) {
            var barred = new ArrayList<String>();
            for (var other : rooms) {
                if (!other.equals(room) && !MAY_USE.get(room).contains(other)) {
                    barred.add("headroom." + other + "..");
                }
            }
            noClasses()
                    .that()
                    .resideInAPackage("headroom." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(barred.toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void everyRoomIsKnown() {
        var known = new TreeSet<>(MAY_USE.keySet());
        known.add("cli");
        var rooms = new TreeSet<String>();
        CLASSES.forEach(type -> rooms.add(type.getPackageName().split("\\.")[1]));
        assertThat(known).containsAll(rooms);
    }

    /// The two books must be independent, or their agreement proves nothing.
    @Test
    void theEmulatorChargesByItself() {
        for (var name :
                List.of(
                        "Classifier",
                        "ChargeTable",
                        "ChargeOption",
                        "ChargeOptions",
                        "Classification")) {
            noClasses()
                    .that()
                    .resideInAPackage("headroom.emulator..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("headroom.salesforce." + name)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheProgramReadsTheWallClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "headroom.salesforce..",
                        "headroom.meter..",
                        "headroom.forecast..",
                        "headroom.report..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
