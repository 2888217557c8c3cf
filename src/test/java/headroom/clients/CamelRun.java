package headroom.clients;

import headroom.clients.BothWays.Place;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.impl.engine.SimpleCamelContext;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A Camel context with the Salesforce component pointed at a place.
final class CamelRun implements AutoCloseable {
    /// Kept, or the level would be forgotten with the logger.
    private static final Logger TALK = Logger.getLogger("org.apache.camel");

    static {
        TALK.setLevel(Level.SEVERE);
    }

    private final SimpleCamelContext context = new SimpleCamelContext();
    private final SalesforceComponent component = new SalesforceComponent();
    private final ProducerTemplate template;

    CamelRun(SalesforceLoginConfig login) {
        var config = new SalesforceEndpointConfig();
        config.setApiVersion("62.0");
        component.setConfig(config);
        component.setLoginConfig(login);
        component.setPackages("headroom.clients.camel");
        context.disableJMX();
        context.addComponent("salesforce", component);
        context.start();
        template = context.createProducerTemplate();
    }

    static CamelRun at(Place place) {
        return new CamelRun(password(place));
    }

    static SalesforceLoginConfig password(Place place) {
        var login = client(place, AuthenticationType.USERNAME_PASSWORD);
        login.setUserName(BothWays.USER);
        login.setPassword(BothWays.PASSWORD);
        return login;
    }

    static SalesforceLoginConfig client(Place place, AuthenticationType type) {
        var login = new SalesforceLoginConfig();
        login.setType(type);
        login.setLoginUrl(place.url());
        login.setClientId(BothWays.APP);
        login.setClientSecret(BothWays.APP_SECRET);
        login.setLazyLogin(true);
        return login;
    }

    /// Asks the component: `getDescription?sObjectName=Account`.
    Object ask(String operation, Object body) {
        return template.requestBody("salesforce:" + operation, body);
    }

    Object ask(String operation, Object body, Map<String, Object> headers) {
        return template.requestBodyAndHeaders("salesforce:" + operation, body, headers);
    }

    /// The whole exchange, for what comes in headers.
    Exchange exchange(String operation, Object body) {
        return template.request("salesforce:" + operation, it -> it.getMessage().setBody(body));
    }

    /// What the component made of an error.
    String failure(String operation, Object body) {
        try {
            return "no failure: " + ask(operation, body);
        } catch (CamelExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SalesforceException said) {
                    var errors = said.getErrors();
                    return said.getStatusCode()
                            + (errors == null || errors.isEmpty()
                                    ? " " + said.getMessage()
                                    : " "
                                            + errors.getFirst().getErrorCode()
                                            + " "
                                            + errors.getFirst().getMessage());
                }
            }
            throw e;
        }
    }

    String token() {
        return component.getSession().getAccessToken();
    }

    @Override
    public void close() throws java.io.IOException {
        context.close();
    }
}
