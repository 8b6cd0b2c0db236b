import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Features of one item: buckets and, beside each, its value. */
export interface FeatureVector {
  readonly buckets: readonly number[];
  readonly values: readonly number[];
}

/** A linear model with one weight per bucket and class, in 8 bits; `scale` turns a stored weight into a real one. */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bits: number;
  readonly scale: number;
  /** Divides the scores before the softmax; found on messages that were not trained on. */
  readonly temperature: number;
  /** Bucket-major: the weight of class c in bucket b is at b * classes.length + c. */
  readonly weights: Int8Array;
}

/** A model as it is written to the model file. */
export interface StoredModel {
  readonly classes: readonly string[];
  readonly bits: number;
  readonly scale: number;
  readonly temperature: number;
  /** Deflated, base64. */
  readonly weights: string;
}

/** Rounds real weights to 8 bits. */
export function quantise(
  classes: readonly string[],
  bits: number,
  weights: Float32Array,
  temperature: number,
): LinearModel {
  let top = 0;
  for (const weight of weights) top = Math.max(top, Math.abs(weight));
  const scale = top / 127 || 1;
  const small = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) small[i] = Math.round((weights[i] ?? 0) / scale);
  return { classes, bits, scale, temperature, weights: small };
}

/** The stored form of a model. */
export function packModel(model: LinearModel): StoredModel {
  const { weights, ...rest } = model;
  return { ...rest, weights: deflateRawSync(weights, { level: 9 }).toString('base64') };
}

/** The model of a stored form. */
export function unpackModel(stored: StoredModel): LinearModel {
  const bytes = inflateRawSync(Buffer.from(stored.weights, 'base64'));
  return { ...stored, weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/** Scores of every class for one item. */
export function scores(model: LinearModel, item: FeatureVector): Float64Array {
  const size = model.classes.length;
  const totals = new Float64Array(size);
  for (let f = 0; f < item.buckets.length; f += 1) {
    const base = (item.buckets[f] ?? 0) * size;
    const value = item.values[f] ?? 0;
    for (let c = 0; c < size; c += 1) totals[c] = (totals[c] ?? 0) + value * (model.weights[base + c] ?? 0);
  }
  for (let c = 0; c < size; c += 1) totals[c] = (totals[c] ?? 0) * model.scale;
  return totals;
}

/** Probabilities of scores at a temperature. */
export function softmax(totals: Float64Array, temperature: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const total of totals) top = Math.max(top, total);
  const shares = totals.map((total) => Math.exp((total - top) / temperature));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}
