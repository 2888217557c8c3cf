package headroom.clients.camel;

import org.apache.camel.component.salesforce.api.dto.AbstractQueryRecordsBase;

/// A page of accounts.
public class QueryRecordsAccount extends AbstractQueryRecordsBase<Account> {
    private static final long serialVersionUID = 1L;
}
