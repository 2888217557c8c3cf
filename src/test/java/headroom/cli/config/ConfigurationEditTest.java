package headroom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.cli.config.ConfigurationEdit.NotEditable;

import org.junit.jupiter.api.Test;

import java.util.List;

class ConfigurationEditTest {
    private static final String FILE =
            """
            # ours
            data: data

            orgs:
              # the big one
              - name: acme   # prod
                instance-url: https://acme.my.salesforce.com
                charges:
                  count-oauth: false   # we think

              - name: beta
                instance-url: https://beta.my.salesforce.com

            # who calls
            integrations:
              - name: erp
                usernames: [erp@acme.example]
            """;

    private static final List<String> GAMMA =
            List.of("name: gamma", "instance-url: https://gamma.my.salesforce.com");

    @Test
    void addsAnOrgAfterTheLastAndKeepsComments() throws NotEditable {
        assertThat(new ConfigurationEdit(FILE).withOrg(GAMMA).text())
                .isEqualTo(
                        FILE.replace(
                                "https://beta.my.salesforce.com\n",
                                """
                                https://beta.my.salesforce.com
                                  - name: gamma
                                    instance-url: https://gamma.my.salesforce.com
                                """));
    }

    @Test
    void beginsAFileThatIsNotThere() throws NotEditable {
        assertThat(new ConfigurationEdit("").withOrg(GAMMA).text())
                .isEqualTo(
                        """
                        orgs:
                          - name: gamma
                            instance-url: https://gamma.my.salesforce.com
                        """);
        assertThat(new ConfigurationEdit("data: here").withOrg(GAMMA).text())
                .startsWith("data: here\norgs:\n  - name: gamma\n");
    }

    @Test
    void addsToAFileWithoutALineEnd() throws NotEditable {
        var file = "orgs:\n- name: a\n  instance-url: https://a.example";

        assertThat(new ConfigurationEdit(file).withOrg(GAMMA).text())
                .isEqualTo(
                        file
                                + "\n- name: gamma\n  instance-url: "
                                + "https://gamma.my.salesforce.com\n");
    }

    @Test
    void replacesAValueAndLeavesTheCommentBesideIt() throws NotEditable {
        var path = List.of("charges", "count-oauth");

        assertThat(new ConfigurationEdit(FILE).withOrgValue("acme", path, "true").text())
                .isEqualTo(FILE.replace("count-oauth: false ", "count-oauth: true "));
    }

    @Test
    void addsAKeyBesideOthersAndAMappingWhereThereIsNone() throws NotEditable {
        var path = List.of("charges", "count-failed");
        var edit = new ConfigurationEdit(FILE).withOrgValue("acme", path, "false");

        assertThat(edit.text())
                .isEqualTo(
                        FILE.replace(
                                "count-oauth: false   # we think\n",
                                """
                                count-oauth: false   # we think
                                      count-failed: false
                                """));
        assertThat(new ConfigurationEdit(FILE).withOrgValue("beta", path, "false").text())
                .isEqualTo(
                        FILE.replace(
                                "  - name: beta\n",
                                """
                                  - name: beta
                                    charges:
                                      count-failed: false
                                """));
    }

    @Test
    void refusesWhatItCannotChangeSafely() {
        assertThatThrownBy(() -> new ConfigurationEdit("orgs: [{name: a}]").withOrg(GAMMA))
                .isInstanceOf(NotEditable.class)
                .hasMessageContaining("one line per entry");
        assertThatThrownBy(
                        () -> new ConfigurationEdit(FILE).withOrgValue("none", List.of("x"), "1"))
                .hasMessage("there is no org none");
        assertThatThrownBy(() -> new ConfigurationEdit("a: [").withOrg(GAMMA))
                .hasMessageContaining("not YAML");
    }
}
