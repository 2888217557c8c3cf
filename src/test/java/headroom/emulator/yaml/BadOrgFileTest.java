package headroom.emulator.yaml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/// What is said of an org file that cannot be used.
class BadOrgFileTest {
    private static void read(String text) {
        OrgFile.parse(text, "acme.yaml", Path.of("."));
    }

    @Test
    void aMistypedKeyIsGuessed() {
        assertThatThrownBy(() -> read("objects: {}\ntrigers: []\n"))
                .hasMessage(
                        "acme.yaml:2:1: unknown key `trigers` in the file; did you mean"
                                + " `triggers`?");
    }

    @Test
    void everyProblemIsSaidAtOnceWithItsLine() {
        assertThatThrownBy(() ->
                        read(
                                """
                                objects:
                                  Order__c:
                                    fields:
                                      A__c: {type: txt}
                                      B__c: {type: lookup}
                                      C: {type: text}
                                """))
                .hasMessageContaining("acme.yaml:4:20: no type `txt` for a field; did you mean")
                .hasMessageContaining("acme.yaml:5:20: a lookup needs the key `to`, an object")
                .hasMessageContaining("a custom field's name ends with __c: C");
    }

    @Test
    void aConditionThatCannotBeReadIsFoundAtOnce() {
        assertThatThrownBy(() ->
                        read(
                                """
                                validationRules:
                                  - object: Acount
                                    when: Name = 'x'
                                    message: no
                                  - object: Account
                                    when: Nam = 'x'
                                    message: no
                                """))
                .hasMessageContaining("acme.yaml:2:13: no object `Acount`; did you mean `Account`?")
                .hasMessageContaining("acme.yaml:6:11: ")
                .hasMessageContaining("No such column 'Nam'");
    }

    @Test
    void aPrefixIsUsedOnce() {
        assertThatThrownBy(() -> read("objects: {A__c: {prefix: a01}, B__c: {prefix: a01}}"))
                .hasMessageContaining("share the id prefix a01");
    }

    @Test
    void whatIsNoYamlIsSaidSo() {
        assertThatThrownBy(() -> read("objects: [")).hasMessageContaining("not YAML");
    }
}
