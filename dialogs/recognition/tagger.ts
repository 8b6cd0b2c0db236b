import { bucket, hashWords, SEED } from './hashing.ts';
import type { LinearModel } from './linear.ts';
import { TAG_BITS, type TokenView } from './tag-features.ts';
import { keyOf, mayFollow, possibleTags, TAGS } from './tags.ts';

/** In place of the intent where it is not known yet. */
export const ANY_INTENT = 'any';

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

/** The buckets of what a token is after what was tagged before it, in a message of this intent. */
function movingBuckets(view: TokenView, history: History, intent: string): number[] {
  const { word, shape, lexical, token } = view;
  const { last, lastKey, distance } = history;
  const list: number[] = [];
  const add = (first: string, a: string, b?: string, c?: string): void => {
    list.push(bucket(hashWords(SEED, first, a, b, c), TAG_BITS));
  };
  add('t-1', last);
  add('t-1w', last, word);
  add('t-1s', last, shape, lexical);
  add('tk', lastKey, distance > 6 ? 'far' : distance > 2 ? 'mid' : 'near');
  add('tkk', lastKey, token.kind);
  add('in', intent, token.kind);
  add('inw', intent, word);
  add('ins', intent, shape, lexical);
  for (const stem of view.told) add('int', intent, stem);
  for (const key of history.counts.keys()) add('had', key, token.kind);
  if (token.address) {
    const holder = resembles(token.address, history.holder) ? 'h' : '';
    add('like', `${holder}${resembles(token.address, history.supervisor) ? 's' : ''}`);
    add('mail', lastKey, String(distance < 3));
  }
  return list;
}

/** The buckets of a token's features, given what was tagged before it. */
export function tokenBuckets(view: TokenView, history: History, intent: string): number[] {
  return [...view.fixed, ...movingBuckets(view, history, intent)];
}

/** The tags that may stand here: those of the kind, and the inside of a value only after its beginning. */
export function allowedTags(view: TokenView, history: History, intent: string): number[] {
  return possibleTags(view.token.kind, intent).filter((tag) => mayFollow(tag, history.last));
}

/** What the features that need no history say for each tag that a token may have. */
function fixedScores({ classes, weights }: LinearModel, view: TokenView): Int32Array {
  const size = classes.length;
  const totals = new Int32Array(size);
  const tags = possibleTags(view.token.kind, ANY_INTENT);
  for (const at of view.fixed)
    for (const tag of tags) totals[tag] = (totals[tag] ?? 0) + (weights[at * size + tag] ?? 0);
  return totals;
}

/**
 * Tags the same message for one intent and another: what does not depend on the intent is weighed once. A message is
 * tagged from left to right.
 */
export function createTagger(model: LinearModel, views: readonly TokenView[]): (intent: string) => string[] {
  const size = model.classes.length;
  const fixed = views.map((view) => fixedScores(model, view));
  return (intent) => {
    const history = newHistory();
    return views.map((view, index) => {
      const known = fixed[index];
      const moving = movingBuckets(view, history, intent);
      let best = 0;
      let top = Number.NEGATIVE_INFINITY;
      for (const tag of possibleTags(view.token.kind, intent)) {
        if (!mayFollow(tag, history.last)) continue;
        let score = known?.[tag] ?? 0;
        for (const at of moving) score += model.weights[at * size + tag] ?? 0;
        if (score > top) [best, top] = [tag, score];
      }
      const tag = TAGS[best] ?? 'O';
      remember(history, view, tag);
      return tag;
    });
  };
}

/** Tags a message from left to right. */
export function tagTokens(model: LinearModel, views: readonly TokenView[], intent: string): string[] {
  return createTagger(model, views)(intent);
}
