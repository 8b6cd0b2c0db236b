import { type LinearModel, scores, softmax } from '../linear.ts';
import { fitTemperature } from './fit.ts';
import type { Prepared } from './teach.ts';

/** How a model's confidence is to be read. */
export interface Calibration {
  readonly temperature: number;
  readonly sureFrom: number;
}

/**
 * The share of unseen messages to be sure of. The desk would rather ask than be wrong, and other people write in more
 * ways than the messages that this is fitted on, so it is set by how often asking is bearable and not by the mistakes
 * seen here, which are too few to go by.
 */
const SURE = 0.94;

/** Confidence is never sharpened: strangers' messages are harder than those that it is fitted on. */
const COOLEST = 1;

/** Calibrates on messages that the model has not learnt from: the temperature by likelihood, sureness by share. */
export function calibrate(model: LinearModel, unseen: readonly Prepared[]): Calibration {
  const items = unseen.map(({ example, features }) => ({ features, label: example.intent, weight: 1 }));
  const temperature = Math.max(COOLEST, fitTemperature(model, items));
  const told = items
    .map(({ features }) => Math.max(...softmax(scores(model, features), temperature)))
    .sort((a, b) => b - a);
  return { temperature, sureFrom: told[Math.floor(SURE * told.length)] ?? 1 };
}
