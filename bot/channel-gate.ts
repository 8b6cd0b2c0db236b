import { z } from 'zod';
import { onHostList } from './allowed-hosts.ts';

/** What the edge reads of an activity before it trusts it. */
const envelope = z.object({
  type: z.string().min(1),
  id: z.string().max(200).optional(),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: z.object({ id: z.string().min(1), aadObjectId: z.string().optional() }),
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().min(1).max(500),
    tenantId: z.string().optional(),
    conversationType: z.string().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).nullish(),
});

type Loosely<T> = T extends object
  ? { [K in keyof T]: Loosely<T[K]> } & Readonly<Record<string, unknown>>
  : T;

/** An activity whose envelope has the shape that the edge relies on; everything else passes through untouched. */
export type Envelope = Loosely<z.infer<typeof envelope>>;

export interface GateRules {
  /** Tenants whose people may talk to the bot, lower case. */
  readonly tenants: ReadonlySet<string>;
  /** Hosts that a service URL may name: a host, or `.suffix` for everything below it. */
  readonly hosts: readonly string[];
  /** Issuer that a channel's token must name; undefined where no token is asked for (sandbox). */
  readonly issuer?: string;
}

export type GateResult =
  | { readonly ok: true; readonly activity: Envelope }
  | { readonly ok: false; readonly status: 400 | 401 | 403; readonly code: string };

const deny = (status: 400 | 401 | 403, code: string): GateResult => ({ ok: false, status, code });

/** Claims of a token without any check of them; the SDK checks, this only turns the wrong kind away. */
function claimsOf(authorization: string): Readonly<Record<string, unknown>> | undefined {
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization)?.[2];
  if (token === undefined) return undefined;
  try {
    return z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Five minutes, as the SDK grants. */
const SKEW_SECONDS = 300;

function checkToken(authorization: string, issuer: string, serviceUrl: string): GateResult | undefined {
  const claims = claimsOf(authorization);
  if (!claims) return deny(401, 'token_missing');
  // Emulator and skill tokens (issued by Entra) are not a channel's: the SDK would not bind them to a service URL.
  if (claims.iss !== issuer) return deny(401, 'token_issuer');
  if (typeof claims.exp !== 'number' || claims.exp + SKEW_SECONDS < Date.now() / 1000) {
    return deny(401, 'token_expired');
  }
  if (claims.serviceurl !== serviceUrl) return deny(403, 'token_service_url');
  return undefined;
}

/**
 * Turns away what the SDK would let through: no or a foreign service URL, another channel, another tenant, tokens
 * that are not a channel's. Microsoft names the claims in "Authenticate requests with the Bot Connector API".
 */
export function passGate(body: unknown, authorization: string, rules: GateRules): GateResult {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return deny(400, 'activity_malformed');
  // Checked and not copied: the turn reads what the channel sent.
  const activity = body as Envelope;
  if (rules.issuer !== undefined) {
    const refused = checkToken(authorization, rules.issuer, activity.serviceUrl);
    if (refused) return refused;
  }
  if (activity.channelId !== 'msteams') return deny(403, 'channel');
  if (!URL.canParse(activity.serviceUrl)) return deny(403, 'service_url');
  const service = new URL(activity.serviceUrl);
  if (rules.issuer !== undefined && service.protocol !== 'https:') return deny(403, 'service_url_scheme');
  if (!onHostList(service.hostname, rules.hosts)) return deny(403, 'service_url_host');
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (one) => one !== undefined,
  );
  if (tenants.length === 0) return deny(403, 'tenant_missing');
  if (!tenants.every((one) => rules.tenants.has(one.toLowerCase()))) return deny(403, 'tenant');
  return { ok: true, activity };
}
