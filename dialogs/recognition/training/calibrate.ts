import { type LinearModel, scores, softmax } from '../linear.ts';
import { fitTemperature } from './fit.ts';
import type { Prepared } from './teach.ts';

/** How a model's confidence is to be read. */
export interface Calibration {
  readonly temperature: number;
  readonly sureFrom: number;
}

/** Of the messages that a model has not learnt from, this share may be acted on without a question and be wrong. */
const WRONG = 0.004;

/** The least share of messages to be sure of, even if that costs more mistakes on a small set. */
const SURE = 0.9;

/**
 * Calibrates on messages of other writers than the model learnt from: the temperature by likelihood, then the lowest
 * confidence at which sure and wrong stays within `WRONG`, but no higher than leaves `SURE` of the messages sure.
 */
export function calibrate(model: LinearModel, unseen: readonly Prepared[]): Calibration {
  const items = unseen.map(({ example, features }) => ({ features, label: example.intent, weight: 1 }));
  const temperature = fitTemperature(model, items);
  const told = items
    .map(({ features, label }) => {
      const shares = [...softmax(scores(model, features), temperature)];
      const confidence = Math.max(...shares);
      return { confidence, right: model.classes[shares.indexOf(confidence)] === label };
    })
    .sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let sureFrom = 1;
  for (const [index, { confidence, right }] of told.entries()) {
    wrong += right ? 0 : 1;
    if (wrong > WRONG * told.length && index >= SURE * told.length) break;
    sureFrom = confidence;
  }
  return { temperature, sureFrom };
}
