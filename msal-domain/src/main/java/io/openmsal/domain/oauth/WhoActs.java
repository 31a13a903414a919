package io.openmsal.domain.oauth;

/** Who a refusal concerns, which decides what it means. */
public enum WhoActs {
    /** Somebody who is signing in at this moment: they may decline, or take too long. */
    PERSON_SIGNING_IN,
    /** Somebody who signed in before: a refusal may mean that they have to do it again. */
    PERSON,
    /** The application alone: nobody can sign in to cure it. */
    APPLICATION
}
