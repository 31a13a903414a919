package io.openmsal.testing.emulator;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link Emulator} per test class for JUnit Jupiter: started before the first test, {@linkplain Emulator#reset() reset}
 * before each, closed after the last; nested classes share it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmulatorExtension emulator = EmulatorExtension.create();
 *
 * @Test
 * void signsIn() {
 *     String authority = emulator.get().authority("contoso");
 *     ...
 * }
 * }</pre>
 *
 * <p>With {@code @ExtendWith(EmulatorExtension.class)} instead, test methods take a parameter of type {@code Emulator}. The field
 * must be static: an extension of a single test is refused.
 */
public final class EmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver, Supplier<Emulator> {

    private final EmulatorBuilder options;
    private @Nullable Emulator emulator;
    private int classesInside;

    /** Makes an extension with a default emulator, for {@code @ExtendWith}. */
    public EmulatorExtension() {
        this(Emulator.builder());
    }

    private EmulatorExtension(EmulatorBuilder options) {
        this.options = options;
    }

    /**
     * An extension with a default emulator.
     *
     * @return the extension, for a static field
     */
    public static EmulatorExtension create() {
        return new EmulatorExtension();
    }

    /**
     * An extension with an emulator of one's own.
     *
     * @param options the configured builder
     * @return the extension, for a static field
     */
    public static EmulatorExtension create(EmulatorBuilder options) {
        return new EmulatorExtension(Objects.requireNonNull(options, "options"));
    }

    /**
     * The emulator of this test class.
     *
     * @return the running emulator
     * @throws IllegalStateException outside of the tests, or when the extension's field is not static
     */
    @Override
    public synchronized Emulator get() {
        if (emulator == null) {
            throw new IllegalStateException(
                    "The emulator runs during the tests of a class only, and the field of its extension must be static.");
        }
        return emulator;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (emulator == null) {
            emulator = options.start();
        }
        classesInside++;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        get().reset();
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classesInside--;
        if (classesInside == 0 && emulator != null) {
            emulator.close();
            emulator = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return get();
    }
}
