import { delimiter, resolve } from 'node:path';
import { z } from 'zod';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import { LANGUAGES, type Language } from '../services/locale/translate.ts';
import { PROCEDURES } from '../services/procedures/procedures.ts';
import { Problems, readCertificate, readTenant } from './config-files.ts';

/** The bot's registration in Entra ID. A multi-tenant registration is not one: Microsoft ended them in July 2025. */
export type Registration =
  | {
      readonly type: 'SingleTenant';
      readonly appId: string;
      readonly tenantId: string;
      readonly password: string;
    }
  | { readonly type: 'UserAssignedMSI'; readonly appId: string; readonly tenantId: string };

/** App-only access to the directory; certificate and key are PEM. */
export interface GraphAccess {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential:
    | { readonly secret: string }
    | { readonly certificate: string; readonly privateKey: string };
}

interface Common {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly mongo?: { readonly uri: string; readonly database: string };
  readonly procedure: string;
  readonly locale: Language;
  /** Root of Graph without `/v1.0`, where it is not the usual one. */
  readonly graphBaseUrl?: string;
}

/** Every setting of the process, checked; see the table in the README. */
export type Config = Common &
  (
    | {
        readonly mode: 'sandbox';
        readonly playground: boolean;
        /** Absent: the sandbox makes its own. */
        readonly tenant?: TenantFile;
        readonly historyKey?: string;
      }
    | {
        readonly mode: 'live';
        readonly registration: Registration;
        readonly graph: GraphAccess;
        readonly tenant: TenantFile;
        readonly historyKey: string;
      }
  );

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** An empty variable counts as absent: that is how a commented-out or templated `.env` arrives. */
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1).optional());
const guid = text.pipe(z.guid('must be a GUID').optional());

const url = (protocols: RegExp, says: string) =>
  text.pipe(z.url({ protocol: protocols, error: says }).optional());

const variables = z.object({
  NODE_ENV: text,
  MicrosoftAppId: guid,
  MicrosoftAppTenantId: guid,
  MicrosoftAppType: text.pipe(
    z
      .enum(['SingleTenant', 'UserAssignedMSI'], {
        error: 'must be SingleTenant or UserAssignedMSI (multi-tenant bots have ended)',
      })
      .optional(),
  ),
  MicrosoftAppPassword: text,
  GRAPH_TENANT_ID: guid,
  GRAPH_CLIENT_ID: guid,
  GRAPH_CLIENT_SECRET: text,
  GRAPH_CLIENT_CERTIFICATE: text,
  GRAPH_BASE_URL: url(/^https?$/, 'must be an http or https address'),
  MESA_TENANT_FILE: text,
  MESA_HISTORY_KEY: text.pipe(z.string().min(32, 'must have at least 32 characters').optional()),
  PORT: text
    .transform((value) => (value === undefined ? 3978 : Number(value)))
    .pipe(z.int('must be a whole number').min(0).max(65535)),
  HOST: text,
  MONGODB_URI: url(/^mongodb(\+srv)?$/, 'must begin with mongodb:// or mongodb+srv://'),
  MONGODB_DB: text.pipe(z.string().default('mesa')),
  DATA_DIR: text.pipe(z.string().default('./data')),
  MESA_PROCEDURE: text.pipe(
    z
      .string()
      .refine((id) => PROCEDURES.has(id), {
        error: `must be one of ${[...PROCEDURES.keys()].join(', ')}`,
      })
      .default('unidad-victimas'),
  ),
  MESA_LOCALE: text.pipe(z.enum(LANGUAGES).default('es')),
  MESA_PLAYGROUND: text.pipe(z.enum(['on', 'off']).default('on')),
});
type Variables = z.output<typeof variables>;

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1)$/i;

function readRegistration(vars: Variables, problems: Problems): Registration | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, MicrosoftAppPassword: password } = vars;
  const type = vars.MicrosoftAppType ?? 'SingleTenant';
  if (!appId) problems.add('MicrosoftAppId', 'is missing from the registration');
  if (!tenantId) problems.add('MicrosoftAppTenantId', 'is missing from the registration');
  if (type === 'UserAssignedMSI') {
    if (password) problems.add('MicrosoftAppPassword', 'must not be set with UserAssignedMSI');
    return appId && tenantId ? { type, appId, tenantId } : undefined;
  }
  if (!password) problems.add('MicrosoftAppPassword', 'is missing from the registration');
  return appId && tenantId && password ? { type, appId, tenantId, password } : undefined;
}

function readGraph(
  vars: Variables,
  registration: Registration | undefined,
  problems: Problems,
): GraphAccess | undefined {
  const tenantId = vars.GRAPH_TENANT_ID ?? registration?.tenantId;
  const clientId = vars.GRAPH_CLIENT_ID ?? registration?.appId;
  if (vars.GRAPH_CLIENT_SECRET && vars.GRAPH_CLIENT_CERTIFICATE) {
    return problems.add('GRAPH_CLIENT_CERTIFICATE', 'must not be set together with GRAPH_CLIENT_SECRET');
  }
  if (!tenantId || !clientId) return undefined;
  if (vars.GRAPH_CLIENT_CERTIFICATE) {
    const credential = readCertificate(vars.GRAPH_CLIENT_CERTIFICATE, problems);
    return credential && { tenantId, clientId, credential };
  }
  // The bot's own secret opens nothing but the bot's own registration.
  const own = clientId === registration?.appId && registration.type === 'SingleTenant';
  const secret = vars.GRAPH_CLIENT_SECRET ?? (own ? registration.password : undefined);
  if (secret) return { tenantId, clientId, credential: { secret } };
  return problems.add('GRAPH_CLIENT_SECRET', 'is missing (or set GRAPH_CLIENT_CERTIFICATE)');
}

function common(vars: Variables, host: string): Common {
  return {
    host,
    port: vars.PORT,
    dataDir: resolve(vars.DATA_DIR),
    procedure: vars.MESA_PROCEDURE,
    locale: vars.MESA_LOCALE,
    ...(vars.MONGODB_URI && { mongo: { uri: vars.MONGODB_URI, database: vars.MONGODB_DB } }),
    ...(vars.GRAPH_BASE_URL && { graphBaseUrl: vars.GRAPH_BASE_URL.replace(/\/+$/, '') }),
  };
}

function sandboxConfig(vars: Variables, problems: Problems): Config | undefined {
  const host = vars.HOST ?? '127.0.0.1';
  if (vars.NODE_ENV === 'production') {
    problems.add('NODE_ENV', 'is production, but there is no registration (MicrosoftAppId and the rest)');
  }
  if (!LOOPBACK.test(host)) {
    problems.add('HOST', `${host} can be reached by others, and the sandbox checks nobody's identity`);
  }
  const tenant = readTenant(vars.MESA_TENANT_FILE, problems);
  if (problems.lines.length > 0) return undefined;
  return {
    mode: 'sandbox',
    ...common(vars, host),
    playground: vars.MESA_PLAYGROUND === 'on',
    ...(tenant && { tenant }),
    ...(vars.MESA_HISTORY_KEY && { historyKey: vars.MESA_HISTORY_KEY }),
  };
}

function liveConfig(vars: Variables, problems: Problems): Config | undefined {
  const registration = readRegistration(vars, problems);
  const graph = readGraph(vars, registration, problems);
  const tenant = readTenant(vars.MESA_TENANT_FILE, problems);
  if (!vars.MESA_TENANT_FILE) problems.add('MESA_TENANT_FILE', 'is needed outside the sandbox');
  const historyKey = vars.MESA_HISTORY_KEY;
  if (!historyKey) problems.add('MESA_HISTORY_KEY', 'is needed outside the sandbox');
  if (problems.lines.length > 0 || !registration || !graph || !tenant || !historyKey) return undefined;
  const host = vars.HOST ?? '0.0.0.0';
  return { mode: 'live', ...common(vars, host), registration, graph, tenant, historyKey };
}

/** The environment for a program that the desk starts: its own, with `folder` first among the program folders. */
export function childEnvironment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [folder, process.env.PATH ?? ''].join(delimiter) };
}

/**
 * Reads every setting at once; a bad one is a line in `problems` and never shows the value of a secret.
 * Without any part of a registration it is the sandbox.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): ConfigResult {
  const parsed = variables.safeParse(env);
  const problems = new Problems();
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.add(issue.path.join('.'), issue.message);
    return { ok: false, problems: problems.lines };
  }
  const vars = parsed.data;
  const registered =
    vars.MicrosoftAppId || vars.MicrosoftAppTenantId || vars.MicrosoftAppType || vars.MicrosoftAppPassword;
  const config = registered ? liveConfig(vars, problems) : sandboxConfig(vars, problems);
  return config ? { ok: true, config } : { ok: false, problems: problems.lines };
}
