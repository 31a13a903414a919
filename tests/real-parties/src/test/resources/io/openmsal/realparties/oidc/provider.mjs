// node provider.mjs NODE_MODULES PORT SECRET JWKS: an OpenID provider on loopback, in memory, whose keys are made when it starts.
// Says "ready" when it listens.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [packages, port, secret, certifiedKeys] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${packages}/oidc-provider/lib/index.js`));

const issuer = `http://localhost:${port}`;
const api = 'https://api.example/';

function key(kind, options, algorithm) {
  const { privateKey } = generateKeyPairSync(kind, options);
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: algorithm };
}

const peoples = ['authorization_code', 'refresh_token'];
const redirects = ['http://localhost/signed-in', 'http://localhost'];

const provider = new Provider(issuer, {
  jwks: { keys: [key('rsa', { modulusLength: 2048 }, 'RS256'), key('ec', { namedCurve: 'P-256' }, 'ES256')] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  clients: [
    {
      client_id: 'desktop',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: [...peoples, 'urn:ietf:params:oauth:grant-type:device_code'],
      redirect_uris: redirects,
      id_token_signed_response_alg: 'ES256',
    },
    {
      client_id: 'daemon',
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
    {
      client_id: 'certified',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      jwks: JSON.parse(certifiedKeys),
      grant_types: ['client_credentials', ...peoples],
      application_type: 'native',
      redirect_uris: redirects,
    },
  ],
  scopes: ['openid', 'offline_access', 'orders.read'],
  claims: { openid: ['sub', 'sid'], profile: ['preferred_username', 'name'] },
  conformIdTokenClaims: false,
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: `${id}@people.example`, name: id }),
  }),
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'orders.read',
        audience: api,
        accessTokenTTL: 600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: (context, client) => client.grantTypeAllowed('refresh_token'),
  ttl: { AccessToken: 600, Grant: 3600, IdToken: 600, Interaction: 600, RefreshToken: 3600, Session: 3600, ClientCredentials: 600, DeviceCode: 600 },
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
