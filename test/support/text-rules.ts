import { placeOf, type SourceFile } from './source-tree.ts';

const DOMAIN = 'services/domain/';
/** Files are at most this long; see the ground rules. */
const MOST_LINES = 400;

/** Files that are too long to be read at once. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** `any`, and comments that switch the compiler or the linter's rule about it off. */
export function untyped(files: readonly SourceFile[]): string[] {
  return [
    ...found(files, 'bare', /(?<![.\w$'"])any\b(?!\s*[(:])/g),
    ...found(
      files,
      'text',
      /@ts-(?:ignore|nocheck|expect-error)|biome-ignore lint\/suspicious\/noExplicitAny/g,
    ),
  ];
}

/** The environment read anywhere but in bot/config.ts. */
export function environmentReads(files: readonly SourceFile[]): string[] {
  const others = files.filter(({ path }) => path !== 'bot/config.ts');
  return found(
    others,
    'code',
    /\bprocess\??\.env\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/g,
  );
}

/** Faults without a code, default exports, and work left for later. */
export function againstHouseStyle(files: readonly SourceFile[]): string[] {
  return [
    ...found(files, 'bare', /\bthrow\s+(?:new\s+)?(?:Type|Range)?Error\b/g),
    ...found(files, 'bare', /\bexport\s+default\b/g),
    ...found(files, 'text', /\b(?:TODO|FIXME|XXX)\b/g),
  ];
}

/** Clocks, randomness and input or output in what must be pure: the domain and the cards. */
export function impure(files: readonly SourceFile[]): string[] {
  const pure = files.filter(({ path }) => path.startsWith(DOMAIN) || path.startsWith('cards/'));
  return found(
    pure,
    'bare',
    /\bDate\.now\(|\bnew Date\(\s*\)|\bDateTime\.(?:now|local\(\s*\)|utc\(\s*\))|\bMath\.random\(|\brandom(?:UUID|Bytes|Int)\(|\bperformance\.now\(|\bset(?:Timeout|Interval|Immediate)\(|\bfetch\(|\bconsole\.|\bprocess\./g,
  );
}

/**
 * Deleting a user: a DELETE whose path ends with the user, in the same statement; or anything named after it.
 * An account is never deleted. Removing a manager or a membership is a DELETE too, on a longer path. The sandbox
 * is the other side: it must know the request to refuse and count it.
 */
export function userDeletes(all: readonly SourceFile[]): string[] {
  const files = all.filter(({ path }) => !path.startsWith('services/sandbox/'));
  const verbs = found(files, 'code', /\.(?:delete|del)\(\s*\)|['"`]DELETE['"`]/g, (file, index) =>
    [...statementAround(file.code, index).matchAll(/['"`]([^'"`\n]*)['"`]/g)].some(([, path = '']) =>
      isUser(path),
    ),
  );
  const words = found(
    files,
    'bare',
    /\b(?:delete|remove|purge|destroy)(?:The)?(?:User|Account)s?\b|\bpermanentDelete\b/gi,
  );
  return [...verbs, ...words];
}

function isUser(path: string): boolean {
  const plain = path.replace(/\$\{[^}]*\}/g, 'x').replace(/\?.*$/, '');
  return /(?:^|\/)users(?:\/[^/]+|\([^)]*\))$/.test(plain) || /directory\/deletedItems/.test(plain);
}

/** From the last `;` or line that closes a block to the next one: near enough to a statement. */
function statementAround(code: string, index: number): string {
  const before = code.slice(0, index).search(/[;}]\s*\n(?![\s\S]*[;}]\s*\n)/);
  const after = code.slice(index).search(/;|\n\s*\}/);
  return code.slice(Math.max(before, 0), after < 0 ? undefined : index + after);
}

/** A case's status compared, switched on or asked for by name outside the domain. */
export function statusComparisons(files: readonly SourceFile[], statuses: readonly string[]): string[] {
  const name = `['"\`](?:${statuses.join('|')})['"\`]`;
  const status = '[\\w.?()[\\]]*[sS]tatus\\b\\)?';
  const outside = files.filter(({ path }) => !path.startsWith(DOMAIN));
  return [
    ...found(outside, 'code', new RegExp(`${status}\\s*[!=]==?\\s*${name}`, 'g')),
    ...found(outside, 'code', new RegExp(`${name}\\s*[!=]==?\\s*${status}`, 'g')),
    ...found(
      outside,
      'code',
      new RegExp(`\\[[^\\]]*${name}[^\\]]*\\]\\)?\\s*\\.(?:includes|has|indexOf)\\(\\s*${status}`, 'g'),
    ),
    ...found(
      outside,
      'code',
      new RegExp(`\\b[sS]tatus(?:es)?['"]?\\s*:\\s*(?:\\{\\s*\\$\\w+:\\s*)?\\[?\\s*${name}`, 'g'),
    ),
    ...found(
      outside,
      'code',
      new RegExp(`\\bstatus\\s*(?:=|<>|!=|in)\\s*\\(?\\s*'(?:${statuses.join('|')})'`, 'gi'),
    ),
    ...found(outside, 'code', new RegExp(`\\bcase\\s+${name}\\s*:`, 'g'), (file, index) =>
      /switch\s*\([^\n{]*status/i.test(file.code.slice(file.code.lastIndexOf('switch', index), index)),
    ),
  ];
}

/** The members of the `Status` union, read from the case's source: a list declared `as const`, or literals. */
export function statusesIn(source: string): string[] {
  const list =
    /\bSTATUSES\s*=\s*\[([^\]]*)\]/.exec(source)?.[1] ?? /\btype Status\s*=([^;]*);/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, status = '']) => status);
}

function found(
  files: readonly SourceFile[],
  view: 'text' | 'code' | 'bare',
  pattern: RegExp,
  counts: (file: SourceFile, index: number) => boolean = () => true,
): string[] {
  return files.flatMap((file) =>
    [...file[view].matchAll(pattern)]
      .filter(({ index }) => counts(file, index))
      .map(({ index, 0: match }) => `${placeOf(file, index)} ${match.trim().replace(/\s+/g, ' ')}`),
  );
}
