/** MSAL for Python with its extensions, as Debian ships them. Start with PythonMsal. */
package io.openmsal.realparties.python;
