package io.openmsal.cli;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The next step after a failure whose message, written for programs, names calls of the library: the options that make them. */
enum OptionHint {
    CONNECTION(
            "network_not_available",
            "--ca-cert",
            "--ca-cert FILE trusts further certificate authorities, --proxy URL goes through a proxy."),
    TIME("request_timeout", "--timeout", "--timeout SECONDS allows more time."),
    AUTHORITY(
            "invalid_authority",
            "--allow-http-on-loopback",
            "--trusted-authority or --oidc-authority names a host that is not known, and with --allow-http-on-loopback"
                    + " one of this machine may do without TLS.");

    private final String errorCode;
    private final String option;
    private final String words;

    OptionHint(String errorCode, String option, String words) {
        this.errorCode = errorCode;
        this.option = option;
        this.words = words;
    }

    /**
     * The line to tell.
     *
     * @param errorCode the failure's code
     * @param isOption which names are options of the command
     */
    static Optional<String> of(String errorCode, Predicate<String> isOption) {
        return Stream.of(values())
                .filter(hint -> hint.errorCode.equals(errorCode) && isOption.test(hint.option))
                .map(hint -> "On this command line: " + hint.words)
                .findFirst();
    }
}
