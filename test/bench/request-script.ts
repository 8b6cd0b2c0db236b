import type { Heard } from './channel.ts';

/** What one conversation asks for. */
export interface AccountWish {
  readonly name: string;
  readonly nationalId: string;
  readonly contract: string;
  /** Confirmed in the end, or cancelled. */
  readonly confirmed: boolean;
}

const GIVEN = [
  'Laura Inés',
  'Óscar Iván',
  'María José',
  'Nicolás',
  'Íngrid Paola',
  'Wilson',
  'Zulma',
  'Ángel',
];
const FIRST = [
  'Ñungo',
  'Castañeda',
  'Rodríguez',
  'Peñuela',
  'Acuña',
  'Bermúdez',
  'Güiza',
  'Téllez',
  'Urrutia',
];
const SECOND = ['Pérez', 'Montaña', 'Suárez', 'Quiñones', 'Ibáñez', 'Cárdenas', 'Ordóñez'];

/** The wish with this number; every second one ends confirmed. */
export function wishNumber(n: number): AccountWish {
  const one = (from: readonly string[], at: number) => from[at % from.length] ?? '';
  return {
    name: `${one(GIVEN, n)} ${one(FIRST, n)} ${one(SECOND, n)}`,
    nationalId: String(50_000_000 + n * 7),
    contract: `CPS-${100 + n}-2026`,
    confirmed: n % 2 === 0,
  };
}

const nextYear = new Date().getFullYear() + 1;
const END = `15 de diciembre de ${nextYear}`;

/** The message that says what is wanted, with five answers in it. */
export function openingOf(wish: AccountWish): string {
  return `necesito un correo para ${wish.name}, contratista nueva, cc ${wish.nationalId}, contrato ${wish.contract} hasta el ${END}`;
}

/** A question of either bot, by a word in it, and what is answered. The first that fits counts. */
const ANSWERS: readonly (readonly [question: RegExp, answer: (wish: AccountWish) => string])[] = [
  [/¿Todo bien\?/, (wish) => (wish.confirmed ? 'sí' : 'no')],
  [/¿Cancelo/, () => 'sí'],
  [/nombre/i, (wish) => wish.name],
  [/contratista, funcionario/i, () => 'contratista'],
  [/c[eé]dula|documento/i, (wish) => wish.nationalId],
  [/n[uú]mero del contrato/i, (wish) => wish.contract],
  [/¿desde/i, () => `desde el 1 de febrero de ${nextYear}`],
  [/¿hasta/i, () => `hasta el ${END}`],
  [/cargo/i, () => 'abogada de apoyo'],
  [/correo personal/i, (wish) => `p${wish.nationalId}@correo.example`],
  [/jefe o supervisor/i, () => 'Hernán Castaño Muñoz'],
  [/dependencia|oficina/i, () => 'Oficina Jurídica'],
];

/** What the person says to what the bot has just said; undefined where it is nothing that the script knows. */
export function answerTo(heard: readonly Heard[], wish: AccountWish): string | undefined {
  if (heard.some(isSummary)) return wish.confirmed ? 'sí' : 'cancelar';
  const said = heard.map(({ text }) => text).join('\n');
  const question = said.slice(Math.max(0, said.lastIndexOf('¿')));
  return ANSWERS.find(([asked]) => asked.test(question))?.[1](wish);
}

/** Mesa's card that waits for a confirmation. */
function isSummary({ activity }: Heard): boolean {
  return JSON.stringify(activity.attachments ?? '').includes('"draft_confirm"');
}

const CODE = /\b[A-Z]{2}-\d{4}-\d{6}\b/;

const LAST_WORDS: ReadonlySet<string> = new Set(['sí', 'no', 'cancelar']);

/**
 * Whether the bot says, to the last word of the script, that the wish ended as it should: recorded under a code, or
 * cancelled. That one can cancel is said in between too.
 */
export function endedWell(answered: string, heard: readonly Heard[], wish: AccountWish): boolean {
  if (!LAST_WORDS.has(answered)) return false;
  const said = heard.map(({ text }) => text).join('\n');
  return wish.confirmed ? CODE.test(said) : /cancelé|no registré/i.test(said);
}

/** The code of the case that the bot has just recorded. */
export function codeIn(heard: readonly Heard[]): string | undefined {
  return CODE.exec(heard.map(({ text }) => text).join('\n'))?.[0];
}
