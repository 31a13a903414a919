package io.openmsal.sample;

import java.net.URI;
import javax.servlet.ServletContext;

/** What the operator decides: system properties, and where there is none, parameters of {@code web.xml}. */
final class Settings {

    private final ServletContext context;

    Settings(ServletContext context) {
        this.context = context;
    }

    /**
     * A setting.
     *
     * @param name such as {@code sample.authority}
     * @return its value
     * @throws IllegalStateException when nobody set it
     */
    String get(String name) {
        String value = System.getProperty(name, context.getInitParameter(name));
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    "The sample has no " + name + ". Set the system property or the context parameter.");
        }
        return value;
    }

    /**
     * A page of this application as the world sees it. Not taken from a request, whose host name anybody can choose.
     *
     * @param path begins with a slash
     * @return the absolute address
     */
    URI page(String path) {
        return URI.create(get("sample.origin") + context.getContextPath() + path);
    }
}
