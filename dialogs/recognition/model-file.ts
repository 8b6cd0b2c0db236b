import { readFileSync } from 'node:fs';
import { type LinearModel, type StoredModel, unpackModel } from './linear.ts';

/** The trained models and the confidence from which on the desk may act. */
export interface Models {
  readonly intent: LinearModel;
  readonly reason: LinearModel;
  readonly failure: LinearModel;
  readonly tags: LinearModel;
  readonly sureFrom: number;
  /** Words that requests use, folded. */
  readonly known: ReadonlySet<string>;
}

/** The models as they stand in the model file. */
export interface StoredModels {
  readonly intent: StoredModel;
  readonly reason: StoredModel;
  readonly failure: StoredModel;
  readonly tags: StoredModel;
  readonly sureFrom: number;
  readonly known: string;
}

/** Reads the model file that is shipped beside this module. */
export function loadModels(): Models {
  const text = readFileSync(new URL('./model/model.json', import.meta.url), 'utf8');
  const stored = JSON.parse(text) as StoredModels;
  return {
    intent: unpackModel(stored.intent),
    reason: unpackModel(stored.reason),
    failure: unpackModel(stored.failure),
    tags: unpackModel(stored.tags),
    sureFrom: stored.sureFrom,
    known: new Set(stored.known.split(' ')),
  };
}
