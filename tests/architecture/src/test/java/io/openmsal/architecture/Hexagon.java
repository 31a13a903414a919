package io.openmsal.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.broker.LinuxIdentityBroker;
import io.openmsal.adapter.browser.LoopbackRedirectListener;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.crypto.JoseAssertionSigner;
import io.openmsal.adapter.event.SystemLoggerEvents;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.cli.Main;
import io.openmsal.cli.demo.Demo;
import io.openmsal.credential.TokenCredential;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.Secret;
import io.openmsal.testing.app.FakeTokens;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.wiring.MsalModule;

/** The rings of the hexagon. Each takes its name from a class that stands in it, so that no rule guards an empty room. */
final class Hexagon {

    /** The public nouns: this package itself, not the ones below it. */
    static final String APP = PublicClientApplication.class.getPackageName();

    static final String WIRING = withAllBelow(MsalModule.class.getPackageName());
    static final String PORTS = withAllBelow(Secret.class.getPackageName());
    static final String DOMAIN_ROOT = above(MsalException.class);
    static final String DOMAIN = withAllBelow(DOMAIN_ROOT);
    static final String FAILURES = MsalException.class.getPackageName();
    static final String ADAPTER_ROOT = above(ApacheHttpTransport.class);
    static final String ADAPTERS = withAllBelow(ADAPTER_ROOT);
    static final String HTTP = withAllBelow(ApacheHttpTransport.class.getPackageName());
    static final String CACHE = withAllBelow(MemoryTokenStore.class.getPackageName());
    static final String XML = withAllBelow(JdkXmlReader.class.getPackageName());
    static final String JSON = withAllBelow(GsonJsonCodec.class.getPackageName());
    static final String CRYPTO = withAllBelow(JoseAssertionSigner.class.getPackageName());
    static final String BROWSER = withAllBelow(LoopbackRedirectListener.class.getPackageName());
    static final String TESTING = withAllBelow(above(FakeHttpTransport.class));
    /** What is built on the public API alone, for those who want it. */
    static final String CREDENTIALS = withAllBelow(TokenCredential.class.getPackageName());

    /** The test kit for applications, which may know all that an application may know. */
    static final String APP_TESTING = withAllBelow(FakeTokens.class.getPackageName());

    static final String EVENTS = withAllBelow(SystemLoggerEvents.class.getPackageName());
    static final String SYSTEM = withAllBelow(SystemEnvironment.class.getPackageName());
    static final String BROKER = withAllBelow(LinuxIdentityBroker.class.getPackageName());
    static final String CLI = withAllBelow(Main.class.getPackageName());

    /** The command line's scripted user, who plays a person with a browser against the emulator. */
    static final String DEMO = withAllBelow(Demo.class.getPackageName());

    /** Every class of every module that is published. */
    static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(APP);

    private Hexagon() {}

    private static String above(Class<?> member) {
        String name = member.getPackageName();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String withAllBelow(String name) {
        return name + "..";
    }
}
