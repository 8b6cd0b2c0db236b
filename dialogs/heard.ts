import { type Control, readControl } from './answers/control-words.ts';
import { readYesNo, type YesNo } from './answers/yes-no.ts';
import type { Recognition } from './recognition/recogniser.ts';
import { fold } from './recognition/text.ts';
import type { Turn } from './turn.ts';

/** A message with what could be read of it before anything is known of its place in the conversation. */
export interface Heard {
  readonly text: string;
  /** Lower case, no accents, for patterns; offsets are those of `text`. */
  readonly folded: string;
  readonly control: Control | undefined;
  readonly yesNo: YesNo | undefined;
  /** Recognised when first asked for. */
  recognition(): Recognition;
}

/** Longest text that is read, in characters; what follows is kept out, and the edge says so. */
const READ_LENGTH = 4_000;

/** Hears a message: trimmed, composed, cut at the longest that is read. Total for any text. */
export function hear(turn: Pick<Turn, 'recognise' | 'locale' | 'desk'>, raw: string): Heard {
  const text = raw.slice(0, READ_LENGTH).normalize('NFC').trim();
  let known: Recognition | undefined;
  return {
    text,
    folded: fold(text),
    control: readControl(text),
    yesNo: readYesNo(text),
    recognition: () => {
      known ??= turn.recognise({ text, locale: turn.locale, now: turn.desk.today() });
      return known;
    },
  };
}
