/** MSAL for Python with its extensions, as Debian ships them. Start with PythonProgram. */
package io.openmsal.realparties.python;
