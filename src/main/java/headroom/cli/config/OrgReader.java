package headroom.cli.config;

import headroom.cli.config.Configuration.Org;
import headroom.gateway.OrgRoute;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The grammar of one entry under `orgs`.
///
/// @param folder what relative paths in the file are relative to
record OrgReader(Path folder, Claims claims) {

    Optional<Org> read(Section section) {
        var name = section.require("name", Values::name);
        var instanceUrl = section.require("instance-url", Values::origin);
        var loginUrl = section.find("login-url", Values::origin);
        var orgId = section.find("org-id", Values::orgId);
        var hosts = section.list("hosts", Values::host);
        var prefix = section.find("path-prefix", Values::pathPrefix);
        var authorities =
                section.find("authorities", text -> folder.resolve(Values.path(text)).normalize());
        var proxy = section.find("egress-proxy", Values::origin);
        var edition = section.find("edition", OrgReader::edition);
        var licences = licences(section);
        var addOnCalls = section.get("add-on-calls", Values::count, 0);
        var allocation = section.find("allocation", Values::positiveCount).map(Integer::longValue);
        var charges = ChargesReader.read(section.section("charges", "`charges`"));
        var access = section.section("access", "`access`").flatMap(AccessReader::read);
        section.finish();
        name.ifPresent(called -> {
            claims.take(section, "name", called, called);
            hosts.forEach(host -> claims.take(section, "hosts", host, called));
            prefix.ifPresent(one -> claims.take(section, "path-prefix", one, called));
        });
        if (edition.isEmpty() && !licences.isEmpty()) {
            section.report("licences", "`licences` say nothing without an `edition`");
        }
        return name.flatMap(called ->
                instanceUrl.map(url ->
                        new Org(
                                new OrgRoute(
                                        called,
                                        url,
                                        loginUrl,
                                        orgId,
                                        hosts,
                                        prefix,
                                        authorities,
                                        proxy,
                                        charges),
                                edition,
                                licences,
                                addOnCalls,
                                allocation,
                                access)));
    }

    private static Map<LicenceType, Integer> licences(Section org) {
        var licences = new EnumMap<LicenceType, Integer>(LicenceType.class);
        org.section("licences", "`licences`")
                .ifPresent(section -> {
                    for (var type : LicenceType.values()) {
                        section.find(type.word(), Values::count)
                                .ifPresent(count -> licences.put(type, count));
                    }
                    section.finish();
                });
        return licences;
    }

    private static Edition edition(String text) {
        return Edition.find(text)
                .orElseThrow(() -> unknown("edition", text, Edition.values(), Edition::word));
    }

    private static <E> IllegalArgumentException unknown(
            String what, String text, E[] values, Function<E, String> word) {
        var words = Arrays.stream(values).map(word).toList();
        var guess =
                NearestKey.of(text, words)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; known: " + words.stream().collect(Collectors.joining(", ")));
        return new IllegalArgumentException("'" + text + "' is no " + what + guess);
    }
}
