package io.openmsal.cli;

import io.openmsal.domain.failure.MsalException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The next step after a failure whose message, written for programs, names calls of the library: the options that make them. */
enum OptionHint {
    CONNECTION(
            "network_not_available",
            "",
            "--ca-cert",
            "--ca-cert FILE trusts further certificate authorities, --proxy URL goes through a proxy."),
    TIME("request_timeout", "", "--timeout", "--timeout SECONDS allows more time."),
    HOST(
            "unknown_authority_host",
            "",
            "--trusted-authority",
            "--trusted-authority or --oidc-authority names a host that is not known."),
    SCOPE("scopes_required", "", "--scope", "--scope SCOPE names one; repeat it for more."),
    TENANT(
            "missing_tenanted_authority",
            "",
            "--tenant",
            "--tenant TENANT names it, or --authority https://HOST/TENANT does."),
    PLAIN_HTTP(
            "invalid_authority",
            "allowHttpOnLoopback()",
            "--allow-http-on-loopback",
            "with --allow-http-on-loopback a host of this machine that --trusted-authority or --oidc-authority names may"
                    + " do without TLS.");

    private final String errorCode;
    private final String call;
    private final String option;
    private final String words;

    OptionHint(String errorCode, String call, String option, String words) {
        this.errorCode = errorCode;
        this.call = call;
        this.option = option;
        this.words = words;
    }

    /**
     * The line to tell.
     *
     * @param failure what is to be cured
     * @param isOption which names are options of the command
     */
    static Optional<String> of(MsalException failure, Predicate<String> isOption) {
        return Stream.of(values())
                .filter(hint -> hint.cures(failure) && isOption.test(hint.option))
                .map(hint -> "On this command line: " + hint.words)
                .findFirst();
    }

    /** Of the reasons under one code some have no cure, so what the message names is looked at too. */
    private boolean cures(MsalException failure) {
        return errorCode.equals(failure.errorCode())
                && String.valueOf(failure.getMessage()).contains(call);
    }
}
