#nullable disable
using System.Text.Json.Nodes;

namespace SendGrid.Helpers.Mail;

public class EmailAddress
{
    private readonly string _email;
    private readonly string _name;

    public EmailAddress(string email, string name = null) => (_email, _name) = (email, name);

    internal JsonObject ToJson() => SendGridMessage.Given(("email", _email), ("name", _name));
}
