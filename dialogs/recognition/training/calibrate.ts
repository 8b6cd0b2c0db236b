import { softmax } from '../linear.ts';
import { fitTemperature, type Scored } from './fit.ts';

/** How a model's confidence is to be read. */
export interface Calibration {
  readonly temperature: number;
  readonly sureFrom: number;
}

/**
 * Of the messages of writers whom a model did not learn from, this share may be acted on unasked and be wrong: little more
 * than half of the one in a hundred that is allowed, because the grammars were written by people who know these writers.
 */
const WRONG = 0.006;

/**
 * Calibrates on messages of other writers than the model learnt from: the temperature by likelihood, then the lowest
 * confidence at which sure and wrong together stay within `WRONG`.
 */
export function calibrate(unseen: readonly Scored[]): Calibration {
  const temperature = fitTemperature(unseen);
  const told = unseen
    .map(({ totals, target }) => {
      const shares = softmax(totals, temperature);
      const confidence = Math.max(...shares);
      return { confidence, right: shares[target] === confidence };
    })
    .sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let sureFrom = 1;
  for (const { confidence, right } of told) {
    wrong += right ? 0 : 1;
    if (wrong > WRONG * told.length) break;
    sureFrom = confidence;
  }
  return { temperature, sureFrom };
}
