package io.openmsal.containers;

/** A filter for the sample that takes the class loader off the thread that serves a request. Its source fits both namespaces. */
final class WithoutContextClassLoader {

    static final String NAME = "WithoutContextClassLoader";

    /** Says that it was there. */
    static final String HEADER = "X-Context-Class-Loader";

    static final String DESCRIPTOR = """
            <filter>
              <filter-name>%1$s</filter-name>
              <filter-class>%1$s</filter-class>
            </filter>
            <filter-mapping>
              <filter-name>%1$s</filter-name>
              <url-pattern>/*</url-pattern>
            </filter-mapping>
            """.formatted(NAME);

    static final String SOURCE = """
            import java.io.IOException;
            import NAMESPACE.servlet.*;
            import NAMESPACE.servlet.http.HttpServletResponse;

            public final class WithoutContextClassLoader implements Filter {

                public void init(FilterConfig any) {}

                public void destroy() {}

                public void doFilter(ServletRequest request, ServletResponse response, FilterChain rest)
                        throws IOException, ServletException {
                    Thread thread = Thread.currentThread();
                    ClassLoader usual = thread.getContextClassLoader();
                    thread.setContextClassLoader(null);
                    try {
                        ((HttpServletResponse) response).setHeader("X-Context-Class-Loader", "none");
                        rest.doFilter(request, response);
                    } finally {
                        thread.setContextClassLoader(usual);
                    }
                }
            }
            """;

    private WithoutContextClassLoader() {}
}
