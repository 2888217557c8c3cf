package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration.Org;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// The one org that a command is about: by its name, or the only one there is.
final class OrgChoice {
    @Parameters(
            paramLabel = "ORG",
            arity = "0..1",
            defaultValue = "",
            description = "The org's name; not needed if there is only one.")
    private String name = "";

    @Mixin private final OrgPlace place = new OrgPlace();

    Org org(Surroundings surroundings) throws IOException, BadConfiguration {
        return OrgPlace.org(place.load(surroundings), name);
    }

    Path file(Surroundings surroundings) {
        return place.file(surroundings);
    }
}
