# Prints what a user of MSAL for Python can name, a line for each: the classes it exports, their public members, and the options
# that their constructors take, as Class(option). What a class has from another exported one stands there alone. What it inherits
# from one that is not exported is left out, as in MSAL's documentation.
import inspect

import msal


EXPORTED = dict(inspect.getmembers(msal, inspect.isclass))


def parents(kind):
    return [parent for parent in inspect.getmro(kind)[1:] if parent in EXPORTED.values()]


def options(kind):
    # a failure is raised by the library alone
    if issubclass(kind, Exception) or "__init__" not in vars(kind):
        return set()
    return {
        name for name, option in inspect.signature(kind.__init__).parameters.items()
        if name != "self" and option.kind not in (option.VAR_POSITIONAL, option.VAR_KEYWORD)}


def is_number_of_telemetry(value):
    return isinstance(value, str) and value.isdigit()


for exported, kind in EXPORTED.items():
    print(exported)
    for member, value in vars(kind).items():
        inherited = any(hasattr(parent, member) for parent in parents(kind))
        if not member.startswith("_") and not inherited and not is_number_of_telemetry(value):
            print("%s.%s" % (exported, member))
    for option in options(kind).difference(*[options(parent) for parent in parents(kind)]):
        print("%s(%s)" % (exported, option))
