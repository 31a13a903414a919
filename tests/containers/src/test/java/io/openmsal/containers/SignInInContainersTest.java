package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.chromium.Screenshots;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ada works with the sample, in front of a real browser, in every container it is made for. */
@NeedsChromium
class SignInInContainersTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void adaSignsInSeesHerOrdersWithAFreshTokenAndSignsOut(ContainerKind kind, Chromium chromium) throws Exception {
        EMULATOR.get().tokenLifetime(Duration.ofSeconds(2));
        try (OrdersApi orders = OrdersApi.open();
                RunningContainer container = started(kind, orders);
                Person ada = new Person(chromium)) {
            visit(ada, container, "/", page -> {
                link(page, "Sign in");
                signIn(page);
                heading(page, "Welcome, ada@contoso.example");
                Screenshots.keep(page, "sample-in-" + kind.name().toLowerCase(Locale.ROOT));
                link(page, "Your orders");
                page.getByText("3 orders of Ada Lovelace").waitFor();
                reloadUntilAnotherTokenComes(page, orders);
            });
            assertThat(EMULATOR.get().requests(EmulatorEndpoint.AUTHORIZE)).hasSize(1);

            visit(ada, container, "/", page -> {
                button(page, "Sign out");
                heading(page, "Nobody is signed in");
                link(page, "Sign in");
                signIn(page);
                heading(page, "Welcome, ada@contoso.example");
            });
            visit(ada, container, "/front-channel-logout?sid=any", page -> heading(page, "Signed out"));
            visit(ada, container, "/", page -> heading(page, "Nobody is signed in"));
        } finally {
            EMULATOR.get().clearRequests();
        }
    }

    private RunningContainer started(ContainerKind kind, OrdersApi orders) throws Exception {
        try {
            return RunningContainer.start(kind, EMULATOR.get(), orders, folder);
        } catch (PartyMissingException missing) {
            assumeTrue(false, missing.getMessage());
            throw missing;
        }
    }

    private static void visit(Person person, RunningContainer container, String path, Consumer<Page> steps) {
        person.will(steps).open(URI.create(container.address() + path));
        person.finishes();
    }

    /** The tokens of this test live for two seconds; the person only sees that it goes on. */
    private static void reloadUntilAnotherTokenComes(Page page, OrdersApi orders) {
        int before = orders.differentTokens();
        for (int time = 0; orders.differentTokens() == before && time < 100; time++) {
            page.reload();
            page.getByText("3 orders of Ada Lovelace").waitFor();
        }
        assertThat(orders.differentTokens()).isGreaterThan(before);
    }

    private static void signIn(Page page) {
        page.getByLabel("Username").fill("ada@contoso.example");
        page.getByLabel("Password").fill("ada-password");
        button(page, "Sign in");
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void heading(Page page, String text) {
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                .waitFor();
    }
}
