/** MSAL for .NET with its extensions, in the libraries that a program on npm brings along. Start with DotnetMsal. */
package io.openmsal.realparties.dotnet;
