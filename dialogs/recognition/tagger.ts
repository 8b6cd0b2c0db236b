import { bucket, hash } from './hashing.ts';
import type { LinearModel } from './linear.ts';
import type { TokenView } from './tag-features.ts';
import { keyOf, possibleTags, TAGS } from './tags.ts';

/** In place of the intent where it is not known yet. */
export const ANY_INTENT = 'any';

/** Buckets of the tagger, as a power of two. */
export const TAG_BITS = 18;

/** What has been tagged so far in a message. */
export interface History {
  last: string;
  /** The last tag that was not "nothing", and how many tokens ago. */
  lastKey: string;
  distance: number;
  readonly counts: Map<string, number>;
  readonly holder: Set<string>;
  readonly supervisor: Set<string>;
}

/** A history of nothing. */
export function newHistory(): History {
  return {
    last: '^',
    lastKey: '^',
    distance: 0,
    counts: new Map(),
    holder: new Set(),
    supervisor: new Set(),
  };
}

/** Takes a tag into the history. */
export function remember(history: History, view: TokenView, tag: string): void {
  const key = keyOf(tag);
  history.last = tag;
  if (!key) {
    history.distance += 1;
    return;
  }
  if (!tag.startsWith('I-')) history.counts.set(key, (history.counts.get(key) ?? 0) + 1);
  history.lastKey = key;
  history.distance = 0;
  if (key === 'holderName' && view.word.length > 2) history.holder.add(view.word);
  if (key === 'supervisorName' && view.word.length > 2) history.supervisor.add(view.word);
}

function resembles(address: string, names: ReadonlySet<string>): boolean {
  const local = address.split('@')[0] ?? '';
  for (const name of names) if (local.includes(name)) return true;
  return false;
}

function historyFeatures(view: TokenView, history: History, intent: string): string[] {
  const far = history.distance > 6 ? 'far' : history.distance > 2 ? 'mid' : 'near';
  const list = [
    `t-1 ${history.last}`,
    `t-1w ${history.last} ${view.word}`,
    `t-1s ${history.last} ${view.shape} ${view.lexical}`,
    `tk ${history.lastKey} ${far}`,
    `tkk ${history.lastKey} ${view.token.kind}`,
    `in ${intent} ${view.token.kind}`,
    `inw ${intent} ${view.word}`,
    `ins ${intent} ${view.shape} ${view.lexical}`,
  ];
  for (const stem of view.told) list.push(`int ${intent} ${stem}`);
  for (const [key] of history.counts) list.push(`had ${key} ${view.token.kind}`);
  if (view.token.address) {
    const { address } = view.token;
    list.push(
      `like ${resembles(address, history.holder) ? 'h' : ''}${resembles(address, history.supervisor) ? 's' : ''}`,
    );
    list.push(`mail ${history.lastKey} ${history.distance < 3}`);
  }
  return list;
}

const hashes = new WeakMap<TokenView, readonly number[]>();

/** The buckets of a token's features, given what was tagged before it. */
export function tokenBuckets(view: TokenView, history: History, intent: string): number[] {
  let fixed = hashes.get(view);
  if (!fixed) {
    const { kind } = view.token;
    const seed = hash(kind);
    fixed = view.fixed.map((feature) => bucket(hash(feature, seed), TAG_BITS));
    hashes.set(view, fixed);
  }
  const moving = historyFeatures(view, history, intent).map((feature) => bucket(hash(feature), TAG_BITS));
  return [...fixed, ...moving];
}

/** The tags that may stand here: those of the kind, and the inside of a value only after its beginning. */
export function allowedTags(view: TokenView, history: History, intent: string): number[] {
  return possibleTags(view.token.kind, intent).filter((index) => {
    const tag = TAGS[index] ?? 'O';
    if (!tag.startsWith('I-')) return true;
    return history.last === tag || history.last === `B-${tag.slice(2)}`;
  });
}

/** Tags a message from left to right. */
export function tagTokens(model: LinearModel, views: readonly TokenView[], intent: string): string[] {
  const history = newHistory();
  const size = model.classes.length;
  return views.map((view) => {
    const features = tokenBuckets(view, history, intent);
    let best = 0;
    let top = Number.NEGATIVE_INFINITY;
    for (const tag of allowedTags(view, history, intent)) {
      let score = 0;
      for (const at of features) score += model.weights[at * size + tag] ?? 0;
      if (score > top) [best, top] = [tag, score];
    }
    const tag = TAGS[best] ?? 'O';
    remember(history, view, tag);
    return tag;
  });
}
