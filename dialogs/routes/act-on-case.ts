import type { Heard } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';

/** Plain verbs for what may be done with a case. */
const ACTS: readonly (readonly [Intent, RegExp])[] = [
  ['reopen_case', /\breabr|\breopen|\babr\w+ (?:otra vez|de nuevo)|\bvolver a abrir/],
  ['cancel_case', /\bretir|\bcancel|\bwithdraw|\bdesist/],
  ['add_information', /\bagreg|\badicion|\bcomplement|\badd(?:ing)?\b/],
  ['case_status', /\bcomo va|\bestado\b|\bstatus\b|\bany update/],
];

/**
 * What a message wants of a case that it names by number, by one plain verb alone: nothing is guessed then, however
 * unsure the recogniser is. Undefined where it names none, or where two verbs contend.
 */
export function actOnCase(heard: Heard): Intent | undefined {
  if (heard.recognition().sure || heard.recognition().entities.caseNumber === undefined) return undefined;
  const found = ACTS.filter(([, verb]) => verb.test(heard.folded));
  return found.length === 1 ? found[0]?.[0] : undefined;
}
