package headroom.salesforce;

/// What a request target names: resource, API version and object. One-owner.
///
/// The comparisons run over the raw target; the only texts made are the object's name and nothing
/// else.
final class Route {
    private final PathCursor path;
    private final DataRoutes data;
    private final Resource resource;
    private String version = "";

    private Route(String target) {
        path = new PathCursor(target);
        data = new DataRoutes(path);
        resource = find();
    }

    static Route of(String target) {
        return new Route(target);
    }

    Resource resource() {
        return resource;
    }

    String version() {
        return version;
    }

    /// The sObject that the path names; else empty.
    String object() {
        return data.object();
    }

    boolean isTooling() {
        return data.isTooling();
    }

    int queryStart() {
        return path.queryStart();
    }

    /// Experience Cloud sites serve the APIs below a prefix of their own: `/partners/services/…`.
    private Resource find() {
        if (!path.next()) {
            return Resource.WEB;
        }
        if (path.is("services")) {
            return service();
        }
        if (path.is("cometd")) {
            path.next();
            version = path.version(false);
            return Resource.COMETD;
        }
        if (path.is("id")) {
            return Resource.IDENTITY;
        }
        if (path.is("eventbus.v1.PubSub")) {
            return Resource.PUBSUB;
        }
        return path.next() && path.is("services") ? service() : Resource.WEB;
    }

    private Resource service() {
        path.next();
        if (path.is("data")) {
            return data();
        }
        if (path.is("Soap")) {
            return soap();
        }
        if (path.is("async")) {
            return bulk();
        }
        if (path.is("oauth2")) {
            return oauth();
        }
        return path.is("apexrest") ? Resource.APEX_REST : Resource.UNKNOWN_SERVICE;
    }

    private Resource data() {
        if (!path.next()) {
            return Resource.VERSIONS;
        }
        version = path.version(true);
        return version.isEmpty() ? Resource.OTHER_DATA : data.find();
    }

    private Resource soap() {
        path.next();
        if (path.is("class")) {
            return Resource.SOAP_CLASS;
        }
        var resource = soapType();
        path.next();
        version = path.version(false);
        return resource;
    }

    private Resource soapType() {
        if (path.is("u")) {
            return Resource.SOAP_PARTNER;
        }
        if (path.is("c")) {
            return Resource.SOAP_ENTERPRISE;
        }
        if (path.is("m")) {
            return Resource.SOAP_METADATA;
        }
        if (path.is("s")) {
            return Resource.SOAP_APEX;
        }
        return path.is("t") ? Resource.SOAP_TOOLING : Resource.SOAP_OTHER;
    }

    /// `/services/async/66.0/job[/{id}[/batch[/{id}[/request|/result[/{id}]]]]]`
    private Resource bulk() {
        path.next();
        version = path.version(false);
        path.next();
        if (!path.is("job")) {
            return Resource.ASYNC_OTHER;
        }
        if (!path.next()) {
            return Resource.JOBS;
        }
        if (!path.next()) {
            return Resource.JOB;
        }
        if (!path.is("batch")) {
            return Resource.ASYNC_OTHER;
        }
        if (!path.next()) {
            return Resource.BATCHES;
        }
        if (!path.next()) {
            return Resource.BATCH;
        }
        if (path.is("request")) {
            return Resource.BATCH_REQUEST;
        }
        if (path.is("result")) {
            return path.next() ? Resource.BATCH_RESULT_PART : Resource.BATCH_RESULT;
        }
        return Resource.ASYNC_OTHER;
    }

    private Resource oauth() {
        path.next();
        if (path.is("token")) {
            return Resource.OAUTH_TOKEN;
        }
        if (path.is("userinfo")) {
            return Resource.OAUTH_USER;
        }
        if (path.is("revoke")) {
            return Resource.OAUTH_REVOKE;
        }
        if (path.is("authorize")) {
            return Resource.OAUTH_AUTHORIZE;
        }
        return path.is("introspect") ? Resource.OAUTH_INTROSPECT : Resource.OAUTH_OTHER;
    }
}
