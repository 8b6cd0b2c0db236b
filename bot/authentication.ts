import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  AppCredentials,
  AuthenticationConstants,
  type BotFrameworkAuthentication,
} from 'botframework-connector';
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
    const open = new ConfigurationBotFrameworkAuthentication({});
    return { authentication: open, token: () => Promise.resolve(undefined) };
  }
  const settings = settingsOf(registration, endpoints);
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  const authentication = new ConfigurationBotFrameworkAuthentication(settings, factory);
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
  return { authentication, token };
}
