import { type FeatureVector, type LinearModel, quantise, softmax } from '../linear.ts';
import { TAG_BITS, type TokenView } from '../tag-features.ts';
import { ANY_INTENT, allowedTags, newHistory, remember, tokenBuckets } from '../tagger.ts';
import { TAGS, tagIndex } from '../tags.ts';
import { type Random, randomFrom } from './random.ts';

/** One item for a softmax: its features, its class and how much it counts. */
export interface Item {
  readonly features: FeatureVector;
  readonly label: string;
  readonly weight: number;
}

export interface SoftmaxSettings {
  readonly bits: number;
  readonly rounds: number;
  readonly rate: number;
  /** Pull of every weight towards nothing, per visit. */
  readonly decay: number;
  /** The share of an item's features that a visit leaves out, so that no word is relied on alone. */
  readonly drop: number;
  /** One model is fitted for each and their weights are averaged: less depends on the order of the items. */
  readonly seeds: readonly number[];
}

function shuffled(count: number, seed: number): Int32Array {
  const random = randomFrom(seed);
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

/** What one fitting goes on with: the weights, the sums of squares that slow them down, and the chance. */
interface Fitting {
  readonly size: number;
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly settings: SoftmaxSettings;
  readonly random: Random;
}

/** The features that a visit looks at. */
function kept({ buckets, values }: FeatureVector, { settings, random }: Fitting): FeatureVector {
  const { drop } = settings;
  const some: { buckets: number[]; values: number[] } = { buckets: [], values: [] };
  buckets.forEach((at, index) => {
    if (random.chance(drop)) return;
    some.buckets.push(at);
    some.values.push((values[index] ?? 0) / (1 - drop));
  });
  return some;
}

/** A class whose slope is less than this is left alone: it is right already. */
const FLAT = 0.002;

function visit(item: Item, target: number, fitting: Fitting): void {
  const { size, weights, squares, settings } = fitting;
  const { buckets, values } = kept(item.features, fitting);
  const totals = new Float64Array(size);
  for (let f = 0; f < buckets.length; f += 1) {
    const base = (buckets[f] ?? 0) * size;
    for (let c = 0; c < size; c += 1)
      totals[c] = (totals[c] ?? 0) + (values[f] ?? 0) * (weights[base + c] ?? 0);
  }
  const shares = softmax(totals, 1);
  for (let c = 0; c < size; c += 1) {
    const slope = ((shares[c] ?? 0) - (c === target ? 1 : 0)) * item.weight;
    if (Math.abs(slope) < FLAT) continue;
    for (let f = 0; f < buckets.length; f += 1) {
      const at = (buckets[f] ?? 0) * size + c;
      const weight = weights[at] ?? 0;
      const step = slope * (values[f] ?? 0) + settings.decay * weight;
      const square = (squares[at] ?? 0) + step * step;
      squares[at] = square;
      weights[at] = weight - (settings.rate * step) / (Math.sqrt(square) + 1e-6);
    }
  }
}

function fitOnce(
  items: readonly Item[],
  classes: readonly string[],
  settings: SoftmaxSettings,
  seed: number,
): Float32Array {
  const size = classes.length;
  const weights = new Float32Array((1 << settings.bits) * size);
  const squares = new Float32Array(weights.length);
  const fitting: Fitting = { size, weights, squares, settings, random: randomFrom(seed) };
  const targets = items.map((item) => classes.indexOf(item.label));
  for (let round = 0; round < settings.rounds; round += 1)
    for (const at of shuffled(items.length, seed + round)) {
      const item = items[at];
      if (item) visit(item, targets[at] ?? 0, fitting);
    }
  return weights;
}

/** Trains a softmax over hashed features with Adagrad; the same items and settings give the same model. */
export function fitSoftmax(
  items: readonly Item[],
  classes: readonly string[],
  settings: SoftmaxSettings,
): LinearModel {
  const sum = new Float32Array((1 << settings.bits) * classes.length);
  for (const seed of settings.seeds)
    fitOnce(items, classes, settings, seed).forEach((weight, at) => {
      sum[at] = (sum[at] ?? 0) + weight / settings.seeds.length;
    });
  return quantise(classes, settings.bits, sum, 1);
}

/** One item that a model did not learn from: its scores and the place of its right class. */
export interface Scored {
  readonly totals: Float64Array;
  readonly target: number;
}

/** The temperature under which probabilities fit items that the model was not trained on. */
export function fitTemperature(items: readonly Scored[]): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 40; step += 1) {
    const temperature = 0.3 * 1.08 ** step;
    let loss = 0;
    for (const { totals, target } of items)
      loss -= Math.log(Math.max(softmax(totals, temperature)[target] ?? 0, 1e-9));
    if (loss < least) [least, best] = [loss, temperature];
  }
  return best;
}

/** One message for the tagger. */
export interface TagItem {
  readonly views: readonly TokenView[];
  readonly tags: readonly string[];
  readonly intent: string;
  readonly weight: number;
}

interface Averaged {
  readonly weights: Float32Array;
  readonly totals: Float32Array;
  readonly stamps: Int32Array;
  readonly random: Random;
  time: number;
}

function bump(state: Averaged, at: number, by: number): void {
  const weight = state.weights[at] ?? 0;
  state.totals[at] = (state.totals[at] ?? 0) + weight * (state.time - (state.stamps[at] ?? 0));
  state.stamps[at] = state.time;
  state.weights[at] = weight + by;
}

/** How far the right tag must lead while learning. */
const MARGIN = 12;

/** The share of a token's features that learning leaves out. */
const DROP = 0.2;

/** Goes through one message by its own decisions, so that it learns to go on after a mistake of its own. */
function learn(item: TagItem, intent: string, state: Averaged, follow: boolean): void {
  const size = TAGS.length;
  const history = newHistory();
  item.views.forEach((view, index) => {
    const features = tokenBuckets(view, history, intent).filter(() => !state.random.chance(DROP));
    const truth = tagIndex(item.tags[index] ?? 'O');
    const allowed = allowedTags(view, history, intent);
    let best = 0;
    let top = Number.NEGATIVE_INFINITY;
    for (const tag of allowed) {
      let score = tag === truth ? -MARGIN : 0;
      for (const at of features) score += state.weights[at * size + tag] ?? 0;
      if (score > top) [best, top] = [tag, score];
    }
    state.time += 1;
    if (best !== truth && allowed.includes(truth))
      for (const at of features) {
        bump(state, at * size + truth, item.weight);
        bump(state, at * size + best, -item.weight);
      }
    remember(history, view, TAGS[follow ? best : truth] ?? 'O');
  });
}

function tagOnce(items: readonly TagItem[], rounds: number, seed: number): Float32Array {
  const size = (1 << TAG_BITS) * TAGS.length;
  const state: Averaged = {
    weights: new Float32Array(size),
    totals: new Float32Array(size),
    stamps: new Int32Array(size),
    random: randomFrom(seed),
    time: 1,
  };
  for (let round = 0; round < rounds; round += 1)
    for (const at of shuffled(items.length, seed + round)) {
      const item = items[at];
      if (item) learn(item, (at + round) % 2 === 0 ? item.intent : ANY_INTENT, state, round >= 2);
    }
  return state.weights.map(
    (weight, at) => ((state.totals[at] ?? 0) + weight * (state.time - (state.stamps[at] ?? 0))) / state.time,
  );
}

/**
 * Trains the tagger: an averaged perceptron, from left to right, on its own history from the third round on. One is
 * fitted for each seed and their weights are averaged.
 */
export function fitTagger(items: readonly TagItem[], rounds: number, seeds: readonly number[]): LinearModel {
  const sum = new Float32Array((1 << TAG_BITS) * TAGS.length);
  for (const seed of seeds)
    tagOnce(items, rounds, seed).forEach((weight, at) => {
      sum[at] = (sum[at] ?? 0) + weight / seeds.length;
    });
  return quantise(TAGS, TAG_BITS, sum, 1);
}
