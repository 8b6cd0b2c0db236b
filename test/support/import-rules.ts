import type { SourceFile } from './source-tree.ts';

/** What a part of the product may import from the others: at run time, and as types besides. */
interface Part {
  readonly folder: string;
  readonly uses: readonly string[];
  readonly types?: readonly string[];
}

const SERVICES = 'services/';
const DOMAIN = 'services/domain/';
const PORTS = 'services/ports/';
const LOCALE = 'services/locale/';

/** The layout's one direction: bot -> dialogs -> cards -> services; usecases -> ports -> domain; adapters -> ports, domain. */
const PARTS: readonly Part[] = [
  { folder: DOMAIN, uses: [DOMAIN] },
  { folder: 'services/procedures/', uses: ['services/procedures/', DOMAIN] },
  { folder: LOCALE, uses: [LOCALE], types: [DOMAIN] },
  { folder: PORTS, uses: [PORTS, DOMAIN] },
  { folder: 'services/usecases/', uses: ['services/usecases/', PORTS, DOMAIN, LOCALE] },
  { folder: 'services/adapters/', uses: ['services/adapters/', PORTS, DOMAIN] },
  { folder: 'services/sandbox/', uses: ['services/sandbox/', DOMAIN], types: [PORTS] },
  { folder: 'cards/', uses: ['cards/', DOMAIN, LOCALE], types: [SERVICES] },
  { folder: 'dialogs/', uses: ['dialogs/', 'cards/', DOMAIN, LOCALE], types: [SERVICES] },
  { folder: 'bot/', uses: ['bot/', 'dialogs/', 'cards/', SERVICES] },
  { folder: 'manifest/', uses: ['manifest/'] },
];

/** Packages that must stay where they can be replaced: name, and the folders that may know them, types included. */
const HOMES: readonly (readonly [name: RegExp, folders: readonly string[]])[] = [
  [/^(botbuilder|botframework)/, ['bot/', 'dialogs/']],
  [/^express$/, ['bot/', 'services/sandbox/']],
  [/^mongodb$/, ['services/adapters/mongo/']],
  [/^libsql$/, ['services/adapters/sqlite/', 'services/sandbox/']],
  [/^(@microsoft\/microsoft-graph-client|@azure\/msal-node)$/, ['services/adapters/graph/']],
];

/** The domain is pure: these compute and do nothing else. */
const PURE_PACKAGES = ['node:crypto', 'luxon', 'canonicalize', 'zod'];

/** Imports against the layout's direction. */
export function wrongDirection(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const part = PARTS.find(({ folder }) => file.path.startsWith(folder));
    if (part === undefined) return [`${file.path} is in no part of the layout`];
    return file.imports
      .filter(({ relative, target, typeOnly }) => {
        const allowed = [...part.uses, ...(typeOnly ? (part.types ?? []) : [])];
        return relative && !allowed.some((folder) => target.startsWith(folder));
      })
      .map(({ target, typeOnly }) => `${file.path} imports ${typeOnly ? 'types of ' : ''}${target}`);
  });
}

/** Adapters built anywhere but in bot/compose-adapters.ts. */
export function adaptersOutsideCompose(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('bot/') && path !== 'bot/compose-adapters.ts')
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => !typeOnly && target.startsWith('services/adapters/'))
        .map(({ target }) => `${path} imports ${target}`),
    );
}

/** Packages outside the folders that are their home, and impure ones in the domain. */
export function strayPackages(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) => {
    const packages = imports.filter(({ relative }) => !relative);
    const homeless = packages.filter(({ target }) =>
      HOMES.some(
        ([name, folders]) => name.test(target) && !folders.some((folder) => path.startsWith(folder)),
      ),
    );
    const impure = path.startsWith(DOMAIN)
      ? packages.filter(({ target, typeOnly }) => !typeOnly && !PURE_PACKAGES.includes(target))
      : [];
    return [...homeless, ...impure].map(({ target }) => `${path} imports ${target}`);
  });
}

/** Packages used at run time that `npm ci --omit=dev` does not install. The packaging is a developer's tool. */
export function undeclaredPackages(files: readonly SourceFile[], declared: readonly string[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('manifest/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ relative, typeOnly, target }) => !relative && !typeOnly && !target.startsWith('node:'))
        .filter(({ target }) => !declared.includes(target))
        .map(({ target }) => `${path} imports ${target}`),
    );
}

/** Circles of files that need each other at run time, each named by the file that closes it. */
export function importCircles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (done.has(path) || trail.includes(path)) return;
    const targets = byPath.get(path)?.imports.filter(({ relative, typeOnly }) => relative && !typeOnly) ?? [];
    for (const { target } of targets) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of byPath.keys()) visit(path, []);
  return circles;
}
