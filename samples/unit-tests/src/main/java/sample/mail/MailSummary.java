package sample.mail;

import io.openmsal.UserTokens;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalThrottledException;

/** One line about a person's mail, whatever state their sign-in is in. */
public final class MailSummary {

    private final UserTokens tokens;
    private final Mailbox mailbox;

    // snippet: narrow
    /**
     * Makes the summary.
     *
     * @param tokens all that is needed of an application: {@code app.userTokens()}
     * @param mailbox the mail API
     */
    public MailSummary(UserTokens tokens, Mailbox mailbox) {
        this.tokens = tokens;
        this.mailbox = mailbox;
    }
    // end

    /**
     * Says how much mail there is.
     *
     * @param person who
     * @return one line for the person
     */
    public String of(Account person) {
        // snippet: outcomes
        try {
            String header = tokens.acquireToken(person, "Mail.Read").authorizationHeader();
            return mailbox.unread(header) + " new messages";
        } catch (MsalInteractionRequiredException personNeeded) {
            return "Please sign in again";
        } catch (MsalThrottledException tooMuch) {
            return "Busy until " + tooMuch.retryAt();
        } catch (MsalException noToken) {
            return "Not available now";
        }
        // end
    }
}
