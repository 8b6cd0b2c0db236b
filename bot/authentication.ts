import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  AppCredentials,
  type AuthenticateRequestResult,
  AuthenticationConstants,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { AppError } from '../services/domain/errors.ts';
import type { Registration } from './config.ts';

/** Where tokens come from and who signs the channel's; the defaults are Microsoft's public cloud. */
export interface ChannelEndpoints {
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  readonly loginUrl: string;
}

export const PUBLIC_CLOUD: ChannelEndpoints = {
  openIdMetadataUrl: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  issuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  loginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
};

/** Gives the bearer for the Bot Connector; undefined in the sandbox, where none is asked for. */
export type ChannelToken = () => Promise<string | undefined>;

/** At most this many service URLs are remembered with their client. */
const KEPT_CLIENTS = 50;

class KeptConnectors extends ConnectorFactory {
  readonly #clients = new Map<string, Promise<ConnectorClient>>();
  #inner: ConnectorFactory | undefined;

  over(inner: ConnectorFactory | undefined): this {
    this.#inner ??= inner;
    return this;
  }

  override create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    const kept = this.#clients.get(serviceUrl);
    if (kept) return kept;
    if (!this.#inner) throw new AppError('channel_refused', { detail: { reason: 'no_connector' } });
    if (this.#clients.size >= KEPT_CLIENTS) this.#clients.clear();
    const made = this.#inner.create(serviceUrl, audience);
    this.#clients.set(serviceUrl, made);
    return made;
  }
}

/**
 * The SDK's authentication, with the clients that it would build for every request built once: they hold no
 * state of a turn, and making them costs more than a turn does.
 */
class KeptAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #connectors = new KeptConnectors();
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(inner: BotFrameworkAuthentication) {
    super();
    this.#inner = inner;
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    const result = await this.#inner.authenticateRequest(activity, authorization);
    return { ...result, connectorFactory: this.#connectors.over(result.connectorFactory) };
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new AppError('channel_refused', { detail: { reason: 'streaming' } }));
  }

  override createConnectorFactory(claims: ClaimsIdentity): ConnectorFactory {
    return this.#connectors.over(this.#inner.createConnectorFactory(claims));
  }

  override createUserTokenClient(claims: ClaimsIdentity): Promise<UserTokenClient> {
    const kept = this.#userTokens ?? this.#inner.createUserTokenClient(claims);
    this.#userTokens = kept;
    return kept;
  }
}

function settingsOf(registration: Registration, endpoints: ChannelEndpoints) {
  return {
    MicrosoftAppId: registration.appId,
    MicrosoftAppTenantId: registration.tenantId,
    MicrosoftAppType: registration.type,
    MicrosoftAppPassword: registration.type === 'SingleTenant' ? registration.password : '',
    ToChannelFromBotLoginUrl: endpoints.loginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: endpoints.issuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    ValidateAuthority: true,
  };
}

/**
 * Checks inbound tokens and mints outbound ones for a registration; without one (sandbox) it lets everybody in,
 * which is why the sandbox listens on the loopback alone.
 */
export function createAuthentication(
  registration: Registration | undefined,
  endpoints: ChannelEndpoints = PUBLIC_CLOUD,
): { readonly authentication: BotFrameworkAuthentication; readonly token: ChannelToken } {
  if (!registration) {
    const open = new KeptAuthentication(new ConfigurationBotFrameworkAuthentication({}));
    return { authentication: open, token: () => Promise.resolve(undefined) };
  }
  const settings = settingsOf(registration, endpoints);
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  const inner = new ConfigurationBotFrameworkAuthentication(settings, factory);
  let credentials: Promise<unknown> | undefined;
  const token: ChannelToken = async () => {
    credentials ??= factory.createCredentials(
      registration.appId,
      settings.ToChannelFromBotOAuthScope,
      settings.ToChannelFromBotLoginUrl,
      true,
    );
    const made = await credentials;
    return made instanceof AppCredentials ? made.getToken() : undefined;
  };
  return { authentication: new KeptAuthentication(inner), token };
}
