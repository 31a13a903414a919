package javax.servlet;

/** Stands in for the container type of this name, so that the planted class needs no container on the class path. */
public interface Servlet {}
