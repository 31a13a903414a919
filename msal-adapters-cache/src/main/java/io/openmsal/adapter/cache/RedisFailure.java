package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What a failure of Redis means, by the first word of its answer, or of what a script was answered. */
final class RedisFailure {

    private static final Pattern FIRST_WORD = Pattern.compile("[A-Z]{2,20}\\b");

    // Redis up to 6 says only behind this what went wrong inside a script
    private static final Pattern IN_SCRIPT = Pattern.compile("ERR\\b.*\\s-(READONLY|OOM|MISCONF|NOPERM)\\b");

    private static final String ANOTHER_TYPE = "WRONGTYPE";

    private RedisFailure() {}

    /** The failure as the port wants it. */
    static IOException of(JedisException failure) {
        if (failure instanceof JedisDataException) {
            String word = word(String.valueOf(failure.getMessage()));
            String said = "Redis refused with " + word + ". " + nextStep(word);
            // no cause: an error of the server can quote the beginning of the command, and that is content
            return word.equals(ANOTHER_TYPE) ? new UnreadableContentException(said, null) : new IOException(said);
        }
        return new IOException(
                "Redis could not be asked: " + failure.getClass().getSimpleName()
                        + ". Check that the server runs, its address, and the client's timeouts and pool size.",
                failure);
    }

    private static String word(String answer) {
        Matcher inScript = IN_SCRIPT.matcher(answer);
        if (inScript.lookingAt()) {
            return inScript.group(1);
        }
        Matcher word = FIRST_WORD.matcher(answer);
        return word.lookingAt() ? word.group() : "an error";
    }

    private static String nextStep(String word) {
        return switch (word) {
            case "NOAUTH", "WRONGPASS" -> "Give the client the user and password of this server.";
            case "NOPERM" -> "Allow its user get, set, eval, del and scan on the keys of the store.";
            case ANOTHER_TYPE -> "Something else wrote that key: give the store a prefix of its own.";
            case "OOM" -> "The server's memory is full: raise maxmemory, or give the store a time to live.";
            case "READONLY" -> "That server is a replica: connect to the primary.";
            case "MISCONF" -> "The server cannot save to its disk and takes no writes: look into its log.";
            case "MOVED", "ASK" -> "That server is one of a cluster: use a client for clusters.";
            case "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY" -> "The server is not ready: try again.";
            default -> "Look into the log of the server.";
        };
    }
}
