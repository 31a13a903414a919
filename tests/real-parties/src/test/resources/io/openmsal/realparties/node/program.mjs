// A program with MSAL for Node and its extensions, as their own samples write one. It is told what to do in lines of JSON and
// answers each with one line of JSON.
//
// Arguments: the folder node_modules, the authority, the client id, and the file that holds the cache. With a secret in CLIENT_SECRET it is a
// confidential client.
import { open, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, authority, clientId, location] = process.argv.slice(2);
const { ConfidentialClientApplication, PublicClientApplication } = createRequire(`${folder}/`)("./@azure/msal-node");
// by their files: the package as a whole also loads a keyring, which has to be compiled on the machine
const extensions = `${folder}/@azure/msal-node-extensions/dist`;
const { FilePersistence } = await import(pathToFileURL(`${extensions}/persistence/FilePersistence.mjs`));
const { PersistenceCachePlugin } = await import(pathToFileURL(`${extensions}/persistence/PersistenceCachePlugin.mjs`));
const { CrossPlatformLock } = await import(pathToFileURL(`${extensions}/lock/CrossPlatformLock.mjs`));

const scopes = ["User.Read"];
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const answer = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const nextLine = async () => (await lines.next()).value;
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function underTheLock(action) {
    const lock = new CrossPlatformLock(`${location}.lockfile`, persistence.getLogger());
    await lock.lock();
    try {
        return await action();
    } finally {
        await lock.unlock();
    }
}

const onlyAccount = async () => (await app.getTokenCache().getAllAccounts())[0];

const work = {
    async device() {
        const result = await app.acquireTokenByDeviceCode({
            scopes,
            deviceCodeCallback: ({ userCode }) => answer({ user_code: userCode }),
        });
        return { token: result.accessToken };
    },

    async silent({ force }) {
        const account = await onlyAccount();
        if (!account) {
            return { token: null, error: "no account" };
        }
        const result = await app.acquireTokenSilent({ scopes, account, forceRefresh: force === true });
        return { token: result.accessToken };
    },

    async app({ scope }) {
        const result = await app.acquireTokenByClientCredential({ scopes: [scope] });
        return { token: result.accessToken };
    },

    async onBehalfOf({ assertion }) {
        const result = await app.acquireTokenOnBehalfOf({ scopes, oboAssertion: assertion });
        return { token: result.accessToken };
    },

    async accounts() {
        return { accounts: (await app.getTokenCache().getAllAccounts()).map((account) => account.username) };
    },

    async remove() {
        for (const account of await app.getTokenCache().getAllAccounts()) {
            await app.getTokenCache().removeAccount(account);
        }
        return {};
    },

    /** Writes entries of its own, one change of the whole cache after another, as fast as it can. */
    async add({ name, count }) {
        for (let number = 0; number < count; number++) {
            await underTheLock(async () => {
                const document = JSON.parse(await persistence.load());
                document[`${name}-${number}`] = {};
                await persistence.save(JSON.stringify(document));
            });
        }
        return {};
    },

    /** Writes half of the file under the lock, says so, and the other half when it is told to go on. */
    async half({ seconds }) {
        await underTheLock(async () => {
            const whole = await readFile(location, "utf-8");
            const file = await open(location, "w");
            await file.write(whole.slice(0, whole.length / 2));
            answer({ half: true });
            await nextLine();
            await pause(seconds);
            await file.write(whole.slice(whole.length / 2));
            await file.close();
        });
        return {};
    },

    /** Holds the lock until it is told to go on, or is killed. */
    async hold() {
        await underTheLock(async () => {
            answer({ held: true });
            await nextLine();
        });
        return {};
    },
};

const persistence = await FilePersistence.create(location, { loggerCallback() {}, piiLoggingEnabled: false });
// other MSALs leave the port out of what they call the environment, and real hosts have none
const { host, hostname } = new URL(authority);
const metadata = [{ preferred_network: host, preferred_cache: hostname, aliases: [host, hostname] }];
const clientSecret = process.env.CLIENT_SECRET;
const app = new (clientSecret ? ConfidentialClientApplication : PublicClientApplication)({
    auth: {
        clientId,
        clientSecret,
        authority,
        knownAuthorities: [host],
        cloudDiscoveryMetadata: JSON.stringify({ tenant_discovery_endpoint: authority, metadata }),
    },
    cache: { cachePlugin: new PersistenceCachePlugin(persistence) },
});
answer({ ready: true });
for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
    const command = JSON.parse(line);
    try {
        answer(await work[command.do](command));
    } catch (failed) {
        answer({ token: null, error: String(failed.message) });
    }
}
