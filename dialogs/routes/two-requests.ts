import { foldName } from '../../services/domain/names.ts';
import { wordCount } from '../answers/bare.ts';
import { type Heard, hear } from '../heard.ts';
import type { Later } from '../state.ts';
import type { Turn } from '../turn.ts';
import { REQUESTS } from './kinds.ts';

/** A message that asks for two things: the first alone, and the second for afterwards. */
export interface TwoRequests {
  readonly first: Heard;
  readonly later: Later;
}

const JOINTS =
  /(?:[.;,]|\n)?\s+(?:y )?(?:ademas|adicionalmente|tambien|aparte|de paso|por otro lado|otra cosa|and also|also|in addition|besides)[,:]?\s+|[.;]\s+|\n+|\s+(?:y|and)\s+(?=(?:(?:por favor|please)\s+)?(?:que |me )?(?:cre|inactiv|desactiv|deshabilit|reactiv|activ|habilit|cambi|actualic|modifi|restable|deactivat|disable|create|reactivat|enable|change|update|reset)\p{L}*)/gu;

/** The message in two at each place where a second request could begin. */
function cuts(heard: Heard): readonly (readonly [string, string])[] {
  return [...heard.folded.matchAll(JOINTS)]
    .slice(0, 8)
    .map(({ index, 0: joint }) => [
      heard.text.slice(0, index).trim(),
      heard.text.slice(index + joint.length).trim(),
    ]);
}

function isRequest(heard: Heard): boolean {
  const { intent, sure } = heard.recognition();
  return sure && wordCount(heard.text) >= 3 && REQUESTS[intent]?.says.test(heard.folded) === true;
}

/** Likely enough for what follows a request and is offered before it is begun: "y además inactiven la de Juan". */
const LIKELY = 0.5;

function isLater(heard: Heard): boolean {
  const { intent, confidence } = heard.recognition();
  return (
    confidence >= LIKELY && wordCount(heard.text) >= 3 && REQUESTS[intent]?.says.test(heard.folded) === true
  );
}

/** Whether two requests are two: of another kind, or about somebody else. */
function differ(first: Heard, second: Heard): boolean {
  const one = first.recognition();
  const other = second.recognition();
  const nameOf = ({ entities }: typeof one) => entities.account ?? entities.holderName;
  if (other.intent === 'talk_to_person' || one.intent === 'talk_to_person') return false;
  if (one.intent !== other.intent) return true;
  const [a, b] = [nameOf(one), nameOf(other)];
  return a !== undefined && b !== undefined && foldName(a) !== foldName(b);
}

/** Splits a message that surely makes two requests; undefined for every other one. */
export function twoRequests(
  turn: Pick<Turn, 'recognise' | 'locale' | 'desk'>,
  heard: Heard,
): TwoRequests | undefined {
  if (wordCount(heard.text) < 6 || !isRequest(heard)) return undefined;
  for (const [head, tail] of cuts(heard)) {
    const first = hear(turn, head);
    const second = hear(turn, tail);
    if (!isRequest(first) || !isLater(second) || !differ(first, second)) continue;
    return { first, later: { intent: second.recognition().intent, text: tail } };
  }
  return undefined;
}
