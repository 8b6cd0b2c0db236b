import { parseArgs } from 'node:util';

/** What differs from one institution's package to another's. */
export interface PackageOptions {
  /** Application id of the bot's registration, a GUID; also the app's id in Teams. */
  readonly appId: string;
  /** Public host name of the bot, without scheme or path. */
  readonly domain: string;
  /** Name shown as the app's developer, at most 32 characters. */
  readonly organisation: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  /** Path of the zip to write. */
  readonly out: string;
  /** True where neither id nor domain was given: good for looking at, not for publishing. */
  readonly sample: boolean;
}

/** How the command is called, for whoever calls it wrongly. */
export const USAGE = `npm run package -- --app-id <guid> --domain <host>
  --app-id        application (client) id of the bot's registration
  --domain        public host name of the bot, such as mesa.entidad.gov.co
  --organisation  name shown as the app's developer (default: Mesa de servicios)
  --website, --privacy, --terms
                  pages about the service, https (default: /, /privacy and /terms on the domain)
  --out           where the package goes (default: build/mesa-teams.zip)
Without --app-id and --domain: a sample package, to look at.`;

const SAMPLE = { appId: '5f0a1c00-0000-4000-8000-00000000b070', domain: 'mesa.entidad.example' };
const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** Reads the command line. Returns the options, or every problem in words. */
export function packageOptions(parameters: readonly string[]): PackageOptions | { problems: string[] } {
  const given = parsed(parameters);
  if ('problems' in given) return given;
  const sample = given['app-id'] === undefined && given.domain === undefined;
  const appId = sample ? SAMPLE.appId : (given['app-id'] ?? '');
  const domain = sample ? SAMPLE.domain : (given.domain ?? '');
  const options: PackageOptions = {
    appId: appId.toLowerCase(),
    domain: domain.toLowerCase(),
    organisation: given.organisation ?? 'Mesa de servicios',
    website: given.website ?? `https://${domain}/`,
    privacy: given.privacy ?? `https://${domain}/privacy`,
    terms: given.terms ?? `https://${domain}/terms`,
    out: given.out ?? 'build/mesa-teams.zip',
    sample,
  };
  const problems = [...problemsOf(options), ...problemsOfPages(given)];
  return problems.length === 0 ? options : { problems };
}

function parsed(parameters: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    'app-id': text,
    domain: text,
    organisation: text,
    website: text,
    privacy: text,
    terms: text,
    out: text,
  };
  try {
    return parseArgs({ args: [...parameters], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    return { problems: [cause instanceof Error ? cause.message : String(cause)] };
  }
}

function problemsOf(options: PackageOptions): string[] {
  const problems: string[] = [];
  if (!GUID.test(options.appId)) problems.push(`--app-id must be a GUID, not "${options.appId}"`);
  if (!HOST.test(options.domain)) {
    problems.push(`--domain must be a host name without https:// or a path, not "${options.domain}"`);
  }
  return problems;
}

/** Only the pages that were given: the others are made from the domain, which has been judged already. */
function problemsOfPages(given: { website?: string; privacy?: string; terms?: string }): string[] {
  return (['website', 'privacy', 'terms'] as const).flatMap((page) => {
    const address = given[page];
    if (address === undefined || (URL.canParse(address) && address.startsWith('https://'))) return [];
    return [`--${page} must be an https address, not "${address}"`];
  });
}
