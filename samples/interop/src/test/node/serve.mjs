// Serves an OpenID provider on a free loopback port until standard input ends, which it also does when whoever
// started this was killed. The first line of the output is the version and the issuer.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const client = (id) => ({
  client_id: id,
  client_secret: `${id}-secret`,
  application_type: 'native', // any port of this machine in redirect URIs (RFC 8252, section 7.3)
  redirect_uris: ['http://127.0.0.1/callback'],
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_basic',
});

const configuration = {
  clients: [client('notes'), client('newcomer'), client('stranger'), client('hasty')],
  scopes: ['openid', 'offline_access', 'notes:read'],
  features: {
    deviceFlow: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  rotateRefreshToken: true,
  ttl: {
    AccessToken: 600,
    AuthorizationCode: 60,
    DeviceCode: (ctx, code, client) => (client.clientId === 'hasty' ? 1 : 600),
    Grant: 3600,
    IdToken: 600,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600,
  },
  cookies: { keys: [randomBytes(32).toString('hex')] },
};

/**
 * Keeps device codes beyond their end, as databases do until they are tidied up: they are expired then, and not unknown.
 *
 * @param Adapter the provider's own store
 */
const keeping = (Adapter) =>
  class Keeping extends Adapter {
    constructor(model) {
      super(model);
      this.keptFor = model === 'DeviceCode' ? 600 : 0;
    }

    upsert(id, payload, expiresIn) {
      return super.upsert(id, payload, expiresIn + this.keptFor);
    }
  };

/**
 * Starts the server. The port comes first, because the issuer has it in it.
 *
 * @param handler gives the request listener of a provider with this issuer and this configuration
 * @param Adapter the provider's store in memory
 * @param packageDirectory the URL of the directory that the provider is installed in
 */
export function serve(handler, Adapter, packageDirectory) {
  const manifest = new URL('node_modules/oidc-provider/package.json', packageDirectory);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    server.on('request', handler(issuer, { ...configuration, adapter: keeping(Adapter) }));
    process.stdout.write(`${version} ${issuer}\n`);
  });
  process.stdin.on('close', () => process.exit());
  process.stdin.resume();
}
