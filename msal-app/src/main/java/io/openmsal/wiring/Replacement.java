package io.openmsal.wiring;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.multibindings.MapBinderBinding;
import com.google.inject.multibindings.MultibinderBinding;
import com.google.inject.multibindings.MultibindingsTargetVisitor;
import com.google.inject.multibindings.OptionalBinderBinding;
import com.google.inject.spi.DefaultBindingTargetVisitor;
import java.util.Optional;

/**
 * Finds out whether a host has put something of its own in the place of an adapter.
 *
 * @param <T> the port
 */
final class Replacement<T> extends DefaultBindingTargetVisitor<Optional<T>, Boolean>
        implements MultibindingsTargetVisitor<Optional<T>, Boolean> {

    private Replacement() {}

    static <T> boolean isIn(Injector injector, Key<Optional<T>> port) {
        return injector.getBinding(port).acceptTargetVisitor(new Replacement<>());
    }

    @Override
    public Boolean visit(OptionalBinderBinding<? extends Optional<T>> binding) {
        return binding.getActualBinding() != null;
    }

    @Override
    public Boolean visit(MultibinderBinding<? extends Optional<T>> binding) {
        return false;
    }

    @Override
    public Boolean visit(MapBinderBinding<? extends Optional<T>> binding) {
        return false;
    }
}
