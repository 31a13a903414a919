package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.Form;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whose people may sign in at an authority of Microsoft Entra: those of its own cloud, or those of all known ones. */
enum CloudReach {
    ITS_OWN {
        @Override
        boolean includes(String environment) {
            return false;
        }

        @Override
        void describeSignIn(Form query) {
            // the usual case needs no word
        }

        @Override
        Set<String> environmentsWith(String own) {
            return Collections.singleton(own);
        }
    },
    EVERY_KNOWN {
        @Override
        boolean includes(String environment) {
            return Cloud.ofHost(environment).isPresent();
        }

        @Override
        void describeSignIn(Form query) {
            query.put("instance_aware", "true");
        }

        @Override
        Set<String> environmentsWith(String own) {
            Set<String> all = new LinkedHashSet<>();
            all.add(own);
            for (Cloud cloud : Cloud.values()) {
                all.add(cloud.preferredCache());
            }
            return all;
        }
    };

    /** Whether people whose tokens are kept under this name are among them, beside the authority's own. */
    abstract boolean includes(String environment);

    abstract void describeSignIn(Form query);

    abstract Set<String> environmentsWith(String own);

    boolean isEvery() {
        return this == EVERY_KNOWN;
    }
}
