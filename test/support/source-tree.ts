import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One import or re-export of a file. */
export interface Import {
  /** The package, or for a relative import the file's path from the project's folder. */
  readonly target: string;
  readonly relative: boolean;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** A source file, made ready for rules that look at text. All three texts have the same length and lines. */
export interface SourceFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  /** Without comments, and with empty strings. */
  readonly bare: string;
  readonly imports: readonly Import[];
}

const IMPORT =
  /(?:^|\n)[ \t]*(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\s+from\s+)?(['"])([^'"\n]+)\3/g;
const DYNAMIC = /\bimport\(\s*(['"])([^'"\n]+)\1\s*\)/g;
/** In this order: a comment, a string, a template. A lone quote, as in a regular expression, ends with its line. */
const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** Every TypeScript file below the folders that exist. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders.flatMap(filesBelow).map((path) => parseSource(path, readFileSync(path, 'utf8')));
}

/** One file, from its text. */
export function parseSource(path: string, text: string): SourceFile {
  const code = text.replace(TOKENS, (token) => (token.startsWith('/') ? blank(token) : token));
  const bare = code.replace(TOKENS, (token) => token[0] + blank(token.slice(1, -1)) + token.at(-1));
  return { path, text, code, bare, imports: [...staticImports(path, code), ...dynamicImports(path, code)] };
}

/** `path:line` of a place in a file. */
export function placeOf(file: SourceFile, index: number): string {
  return `${file.path}:${file.text.slice(0, index).split('\n').length}`;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name));
  } catch {
    return [];
  }
}

function blank(token: string): string {
  return token.replace(/[^\n]/g, ' ');
}

function staticImports(path: string, code: string): Import[] {
  return [...code.matchAll(IMPORT)].map(([, type, clause, , specifier = '']) =>
    imported(path, specifier, type !== undefined || onlyTypes(clause)),
  );
}

function dynamicImports(path: string, code: string): Import[] {
  return [...code.matchAll(DYNAMIC)].map(([, , specifier = '']) => imported(path, specifier, false));
}

/** `{ type A, type B }` */
function onlyTypes(clause: string | undefined): boolean {
  const names = /^\s*\{([^}]*)\}\s*$/
    .exec(clause ?? '')?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '');
  return names?.every((name) => /^\s*type\s/.test(name)) ?? false;
}

function imported(path: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith('.')) {
    return { target: posix.join(posix.dirname(path), specifier), relative: true, typeOnly };
  }
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  return { target: name, relative: false, typeOnly };
}
