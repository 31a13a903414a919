package sample.cdi;

import io.openmsal.AppTokens;
import javax.enterprise.context.Dependent;
import javax.inject.Inject;

/** A bean that calls an API in its own name. */
@Dependent
public class NightlyExport {

    private final AppTokens tokens;

    // snippet: bean
    /**
     * For the container, and for a test that hands in a lambda.
     *
     * @param tokens all that is needed of an application
     */
    @Inject
    public NightlyExport(AppTokens tokens) {
        this.tokens = tokens;
    }
    // end

    /**
     * What the API wants to see.
     *
     * @return the value of the {@code Authorization} header
     */
    public String authorization() {
        return tokens.acquireToken("https://graph.microsoft.com/.default").authorizationHeader();
    }
}
