import type { Token } from '../recognition/chunks.ts';
import { tokensOf } from '../recognition/chunks.ts';
import { resolveDate } from '../recognition/date-resolve.ts';
import { parseDay } from '../recognition/days.ts';
import { tidy } from '../recognition/text.ts';

type Role = 'start' | 'end';

/** A date of a message. */
export interface SaidDate {
  readonly iso: string;
  /** Which end of a stretch the words before it make it; undefined where they say nothing. */
  readonly role?: Role;
}

interface Wanted {
  readonly locale: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** What an unmarked date would be; with it a day alone ("el 30") counts as a date. */
  readonly asked?: Role | 'effective';
  /** The known start, before which an end does not lie. */
  readonly after?: string;
}

const ENDS = new Set(
  'hasta fin final termina terminacion finaliza finalizacion vence vencimiento acaba prorroga prorrogado prorrogar extiende until till to through thru ends end ending expires al'.split(
    ' ',
  ),
);
const STARTS = new Set(
  'desde partir inicio inicia empieza comienza arranca rige entra from starts starting start begins since'.split(
    ' ',
  ),
);
const AT_ONCE =
  /^(?:(?:que sea|para) )?(?:ya|ya mismo|ahora|ahora mismo|de inmediato|inmediatamente|de una vez|lo antes posible|cuanto antes|now|right now|right away|immediately|asap|at once)$/;

function roleOf(tokens: readonly Token[], at: number): Role | undefined {
  for (let back = at - 1; back >= 0 && at - back <= 4; back -= 1) {
    const token = tokens[back];
    if (!token || token.kind === 'break' || token.kind === 'date' || [',', ';', '.'].includes(token.raw))
      return undefined;
    if (ENDS.has(token.folded)) return 'end';
    if (STARTS.has(token.folded)) return 'start';
  }
  return undefined;
}

/** Bare numbers that may be days count where a date was asked for and the message holds nothing else. */
function isDay(token: Token, wanted: Wanted, tokens: readonly Token[]): boolean {
  if (token.kind === 'date') return true;
  if (wanted.asked === undefined || token.reading === undefined) return false;
  return tokens.filter((one) => one.kind === 'word').length <= 6;
}

/** The dates of a message in order, with what the words before them say. Linear; never throws. */
export function datesIn(text: string, wanted: Wanted): readonly SaidDate[] {
  const tokens = tokensOf(tidy(text), wanted.locale);
  const today = parseDay(wanted.today);
  if (today === undefined) return [];
  const after = wanted.after === undefined ? undefined : parseDay(wanted.after);
  const found = tokens.flatMap((token, at): SaidDate[] => {
    if (token.reading === undefined || !isDay(token, wanted, tokens)) return [];
    const role = roleOf(tokens, at);
    const side = role ?? wanted.asked ?? 'effective';
    const iso = resolveDate(token.reading, today, { side, ...(side === 'end' && { after }) });
    return iso === undefined ? [] : [{ iso, ...(role && { role }) }];
  });
  /* "del 1 de diciembre al 30 de junio": the end beside it makes the first one the start. */
  const [first, second, ...more] = found;
  const stretch = first && !first.role && second?.role === 'end' && first.iso <= second.iso;
  return stretch ? [{ ...first, role: 'start' }, second, ...more] : found;
}

/** The date that answers a question for one; "de inmediato" is today. */
export function readDateAnswer(text: string, plain: string, wanted: Wanted): string | undefined {
  if (AT_ONCE.test(plain)) return wanted.today;
  const found = datesIn(text, wanted);
  const asked = wanted.asked === 'effective' ? undefined : wanted.asked;
  return (found.find((one) => one.role === asked) ?? found.find((one) => one.role === undefined))?.iso;
}

const AROUND_DATES = new Set(
  'el la los a al de del desde hasta para partir del dia on from until till by the to es seria sera mejor'.split(
    ' ',
  ),
);

/** Whether a message is nothing but a date: no answer to a question for anything else. */
export function isOnlyDate(text: string, locale: string): boolean {
  const tokens = tokensOf(tidy(text), locale).filter((one) => one.kind !== 'punct' && one.kind !== 'break');
  return (
    tokens.some((one) => one.kind === 'date') &&
    tokens.every((one) => one.kind === 'date' || AROUND_DATES.has(one.folded))
  );
}
