import { X509Certificate } from 'node:crypto';
import {
  AuthError,
  ConfidentialClientApplication,
  type Configuration,
  type INetworkModule,
} from '@azure/msal-node';
import { AppError } from '../../domain/errors.ts';
import type { TokenSource } from './auth-middleware.ts';

/** What proves the app to Entra ID: a secret, or a certificate and its private key, both PEM. */
export type AppCredential =
  | { readonly secret: string }
  | { readonly certificate: string; readonly privateKey: string };

export interface MsalTokenSettings {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: AppCredential;
  /** Another cloud's; Azure's public one by default. */
  readonly authorityHost?: string;
  /** `<Graph of another cloud>/.default`; public Graph by default. */
  readonly scope?: string;
  /** A proxy, or a test's seam. */
  readonly networkClient?: INetworkModule;
}

const PUBLIC_AUTHORITY = 'https://login.microsoftonline.com';
const PUBLIC_SCOPE = 'https://graph.microsoft.com/.default';
/** Entra ID looked at the app and said no; the rest of its errors is trouble on the way. */
const REFUSED = /^(invalid_|unauthorized_|access_denied|consent_|interaction_)/;

function authOf(credential: AppCredential): Partial<Configuration['auth']> {
  if ('secret' in credential) return { clientSecret: credential.secret };
  const { certificate, privateKey } = credential;
  try {
    const thumbprintSha256 = new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
    return { clientCertificate: { thumbprintSha256, privateKey, x5c: certificate } };
  } catch {
    throw new AppError('settings_invalid', { detail: { setting: 'GRAPH_CLIENT_CERTIFICATE' } });
  }
}

/** Codes only: messages of the token endpoint name the app and the tenant. */
function tokenFault(thrown: unknown): AppError {
  const known = thrown instanceof AuthError ? thrown : undefined;
  const refused = known !== undefined && REFUSED.test(known.errorCode);
  return new AppError(refused ? 'directory_forbidden' : 'directory_unavailable', {
    detail: { op: 'token', code: known?.errorCode, requestId: known?.correlationId || undefined },
  });
}

/**
 * App-only tokens by client credentials. msal keeps the token and renews it before it ends; callers that come while
 * one is on its way share it. Throws `AppError`: `directory_forbidden` where Entra ID refuses the app,
 * `directory_unavailable` otherwise, `settings_invalid` at once for a certificate that cannot be read.
 */
export function createMsalTokenSource(settings: MsalTokenSettings): TokenSource {
  const authority = `${settings.authorityHost ?? PUBLIC_AUTHORITY}/${settings.tenantId}`;
  const app = new ConfidentialClientApplication({
    auth: { clientId: settings.clientId, authority, ...authOf(settings.credential) },
    ...(settings.networkClient ? { system: { networkClient: settings.networkClient } } : {}),
  });
  const underway = new Map<boolean, Promise<string>>();

  async function acquire(fresh: boolean): Promise<string> {
    try {
      const scopes = [settings.scope ?? PUBLIC_SCOPE];
      const answer = await app.acquireTokenByClientCredential({ scopes, skipCache: fresh });
      if (answer?.accessToken) return answer.accessToken;
    } catch (thrown) {
      throw tokenFault(thrown);
    }
    throw new AppError('directory_unavailable', { detail: { op: 'token', code: 'no_token' } });
  }

  return async ({ fresh = false } = {}) => {
    const shared = underway.get(fresh) ?? acquire(fresh).finally(() => underway.delete(fresh));
    underway.set(fresh, shared);
    return shared;
  };
}
