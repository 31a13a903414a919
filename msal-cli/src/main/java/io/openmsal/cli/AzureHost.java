package io.openmsal.cli;

import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.AzureArcSource;
import io.openmsal.domain.managedidentity.CloudShellSource;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.MachineLearningSource;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.ServiceFabricSource;
import java.util.Locale;

/** The hosts that a person can name. */
enum AzureHost {
    IMDS {
        @Override
        ManagedIdentitySource source() {
            return new ImdsSource();
        }
    },
    APP_SERVICE {
        @Override
        ManagedIdentitySource source() {
            return new AppServiceSource();
        }
    },
    ARC {
        @Override
        ManagedIdentitySource source() {
            return new AzureArcSource();
        }
    },
    SERVICE_FABRIC {
        @Override
        ManagedIdentitySource source() {
            return new ServiceFabricSource();
        }
    },
    MACHINE_LEARNING {
        @Override
        ManagedIdentitySource source() {
            return new MachineLearningSource();
        }
    },
    CLOUD_SHELL {
        @Override
        ManagedIdentitySource source() {
            return new CloudShellSource();
        }
    };

    abstract ManagedIdentitySource source();

    /** The word of the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
