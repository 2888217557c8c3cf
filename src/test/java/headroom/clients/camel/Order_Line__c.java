package headroom.clients.camel;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.apache.camel.component.salesforce.api.dto.AbstractDescribedSObjectBase;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/// A row with an external id, as Camel's generator writes it: the client looks for accessors that
/// are named like the field.
public class Order_Line__c extends AbstractDescribedSObjectBase {
    private static final long serialVersionUID = 1L;

    private String number;

    public Order_Line__c() {
        getAttributes().setType("Order_Line__c");
    }

    public static Order_Line__c numbered(String number, String name) {
        var line = new Order_Line__c();
        line.setNumber__c(number);
        line.setName(name);
        return line;
    }

    @JsonProperty("Number__c")
    public String getNumber__c() {
        return number;
    }

    @JsonProperty("Number__c")
    public void setNumber__c(String value) {
        number = value;
    }

    @Override
    public SObjectDescription description() {
        var description = new SObjectDescription();
        description.setName("Order_Line__c");
        return description;
    }
}
