package headroom.clients.camel;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.apache.camel.component.salesforce.api.dto.AbstractDescribedSObjectBase;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/// An account as Camel's generator writes it, with two fields.
public class Account extends AbstractDescribedSObjectBase {
    private static final long serialVersionUID = 1L;

    private String phone;

    public Account() {
        getAttributes().setType("Account");
    }

    public static Account named(String name) {
        var account = new Account();
        account.setName(name);
        return account;
    }

    @JsonProperty("Phone")
    public String getPhone() {
        return phone;
    }

    @JsonProperty("Phone")
    public void setPhone(String value) {
        phone = value;
    }

    @Override
    public SObjectDescription description() {
        var description = new SObjectDescription();
        description.setName("Account");
        return description;
    }
}
