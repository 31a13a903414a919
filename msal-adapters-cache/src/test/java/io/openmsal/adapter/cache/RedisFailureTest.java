package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisFailureTest {

    @ParameterizedTest
    @CsvSource({
        "READONLY You can't write against a read only replica., READONLY, connect to the primary",
        "OOM command not allowed when used memory > 'maxmemory'., OOM, raise maxmemory",
        "MISCONF Redis is configured to save RDB snapshots., MISCONF, cannot save to its disk",
        "NOPERM this user has no permissions to run the 'eval' command, NOPERM, 'Allow its user get, set, eval'"
    })
    void whatAScriptWasAnsweredIsSaidAlsoWhereTheServerWrapsIt(String answer, String word, String nextStep) {
        // up to Redis 6
        String wrapped = "ERR Error running script (call to f_6c1a7f): @user_script:1: @user_script: 1: -" + answer;

        assertThat(said(answer)).startsWith("Redis refused with " + word + ". ").contains(nextStep);
        assertThat(said(wrapped)).isEqualTo(said(answer));
    }

    @Test
    void whatElseAnErrorOfAScriptSaysIsNotQuoted() {
        assertThat(said("ERR Error running script (call to f_6c1a7f): @user_script:1: -SECRET {\"AccessToken\":{"))
                .isEqualTo("Redis refused with ERR. Look into the log of the server.");
    }

    private static String said(String answer) {
        return String.valueOf(RedisFailure.of(new JedisDataException(answer)).getMessage());
    }
}
