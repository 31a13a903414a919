package sample.spring;

import io.openmsal.AppTokens;
import org.springframework.stereotype.Component;

/** A bean that calls an API in its own name. */
@Component
public class NightlyExport {

    private final AppTokens tokens;

    /**
     * For the context, and for a test that hands in a lambda.
     *
     * @param tokens all that is needed of an application
     */
    public NightlyExport(AppTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the API wants to see.
     *
     * @return the value of the {@code Authorization} header
     */
    public String authorization() {
        return tokens.acquireToken("https://graph.microsoft.com/.default").authorizationHeader();
    }
}
