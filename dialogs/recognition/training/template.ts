import { AppError } from '../../../services/domain/errors.ts';

/** A piece of a template: see `grammar/README.md` for how they are written. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; options: readonly (readonly Node[])[] }
  | { kind: 'rule'; name: string }
  | { kind: 'value'; key: string; nodes: readonly Node[] }
  | { kind: 'label'; name: string; value: string };

interface Cursor {
  readonly line: string;
  at: number;
}

const bad = (cursor: Cursor, why: string): AppError =>
  new AppError('settings_invalid', { detail: { why, line: cursor.line, at: cursor.at } });

function readBraces(cursor: Cursor): Node {
  const close = closing(cursor);
  const inside = cursor.line.slice(cursor.at, close);
  cursor.at = close + 1;
  if (inside.startsWith('!')) {
    const [name = '', value = ''] = inside.slice(1).split(' ');
    return { kind: 'label', name, value };
  }
  const colon = inside.indexOf(':');
  if (colon === -1) return { kind: 'value', key: inside, nodes: [{ kind: 'rule', name: inside }] };
  return {
    kind: 'value',
    key: inside.slice(0, colon),
    nodes: parseTemplate(inside.slice(colon + 1).trimStart()),
  };
}

function closing(cursor: Cursor): number {
  let depth = 1;
  for (let at = cursor.at; at < cursor.line.length; at += 1) {
    const character = cursor.line.charAt(at);
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw bad(cursor, 'a brace is not closed');
}

function readOptions(cursor: Cursor, end: string): readonly (readonly Node[])[] {
  const options = [readSequence(cursor, `|${end}`)];
  while (cursor.line.charAt(cursor.at) === '|') {
    cursor.at += 1;
    options.push(readSequence(cursor, `|${end}`));
  }
  if (cursor.line.charAt(cursor.at) !== end) throw bad(cursor, `${end} is missing`);
  cursor.at += 1;
  return options;
}

function readNode(cursor: Cursor): Node {
  const character = cursor.line.charAt(cursor.at);
  cursor.at += 1;
  switch (character) {
    case '\\': {
      const text = cursor.line.charAt(cursor.at);
      cursor.at += 1;
      return { kind: 'text', text: text === 'n' ? '\n' : text };
    }
    case '(':
      return { kind: 'choice', options: readOptions(cursor, ')') };
    case '[':
      return { kind: 'choice', options: [[], ...readOptions(cursor, ']')] };
    case '{':
      return readBraces(cursor);
    case '<': {
      const close = cursor.line.indexOf('>', cursor.at);
      if (close === -1) throw bad(cursor, 'a rule is not closed');
      const name = cursor.line.slice(cursor.at, close);
      cursor.at = close + 1;
      return { kind: 'rule', name };
    }
    default:
      return { kind: 'text', text: character };
  }
}

function readSequence(cursor: Cursor, stops: string): readonly Node[] {
  const nodes: Node[] = [];
  while (cursor.at < cursor.line.length && !stops.includes(cursor.line.charAt(cursor.at))) {
    const node = readNode(cursor);
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    else nodes.push(node);
  }
  return nodes;
}

/** Reads one line of a grammar; a line that cannot be read is a fault of the data, `settings_invalid`. */
export function parseTemplate(line: string): readonly Node[] {
  const cursor: Cursor = { line, at: 0 };
  const nodes = readSequence(cursor, '');
  if (cursor.at < line.length) throw bad(cursor, 'text is left over');
  return nodes;
}

/** In how many ways a template can come out, rules counted as `each`; at most a million. */
export function variants(nodes: readonly Node[], each = 6): number {
  let count = 1;
  for (const node of nodes) {
    if (node.kind === 'choice')
      count *= node.options.reduce((sum, option) => sum + variants(option, each), 0);
    else if (node.kind === 'rule') count *= each;
    else if (node.kind === 'value') count *= each;
    count = Math.min(count, 1_000_000);
  }
  return count;
}
