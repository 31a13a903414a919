package io.openmsal.domain.authority;

/**
 * Whether an authority may be spoken to without TLS. Only ever on the machine's own loopback interface, and only when the
 * application asked for it in so many words: tokens and secrets would be readable on any other network.
 */
public enum LoopbackHttp {
    /** https alone. */
    REFUSED {
        @Override
        void check(String host, String authority) {
            throw AuthorityUrl.invalid(
                    authority,
                    isLoopback(host)
                            ? "http is not accepted; a server on this machine is allowed it by allowHttpOnLoopback() beside an option that"
                                    + " says which kind it is, such as trustedAuthority(...) or oidcAuthority(...)"
                            : "http would show secrets to the network; only https is accepted");
        }
    },
    /** http too, when the host is this machine. For development and tests. */
    ALLOWED {
        @Override
        void check(String host, String authority) {
            if (!isLoopback(host)) {
                throw AuthorityUrl.invalid(authority, "http is accepted for loopback hosts alone, and this is none");
            }
        }
    };

    abstract void check(String host, String authority);

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
