import type { FieldId } from '../../services/domain/case.ts';
import type { Token } from '../recognition/chunks.ts';
import { tokensOf } from '../recognition/chunks.ts';
import { holderTypeIn } from '../recognition/holder-type.ts';
import { fold, tidy } from '../recognition/text.ts';
import { datesIn } from './read-dates.ts';

/** What was typed for some fields, unchecked. */
export type Typed = Readonly<Partial<Record<FieldId, string>>>;

/** "el cargo es …", "cargo: …": what stands behind a field's name. Patterns read folded text. */
const IS =
  '(?:(?: (?:correct[oa]|nuev[oa]|inmediat[oa]|complet[oa]))? ?(?:[:=]| (?:es|sera|seria|son|debe ser|queda|ahora es|is|will be|should be|now is)(?: [:=])?)|,? )';
const LABELS: readonly (readonly [FieldId, RegExp])[] = [
  ['position', new RegExp(`\\b(?:cargo|puesto|position|job title)${IS}`, 'g')],
  ['department', new RegExp(`\\b(?:dependencia|department)${IS}`, 'g')],
  ['supervisor', new RegExp(`\\b(?:jef[ea]|supervisora?|manager|boss)${IS}`, 'g')],
  [
    'holderName',
    /\b(?:se llama|nombre(?: completo| correcto)? ?(?:[:=]|es)|her name is|his name is|the name is|name ?:)/g,
  ],
  ['mailAccess', /\b(?:acceso al correo (?:para|a)|access (?:for|to the mail for))/g],
];
/** Where a labelled value ends: a comma, the end of a sentence, or the next thing that is told. */
const STOP =
  /[,;\n]|\.(?:\s|$)|\s(?:y|e|and|pero|but)\s+(?:el|la|los|su|sus|mi|his|her|the|es|con|de|desde|hasta|from|until|it|no)\s|\s(?:desde|hasta|from|until|con (?:cc|cedula|contrato))\s|[!?]/;
const LINKING = /^(?:de |del |la |el |los |las |en la |en el |en |una? |como |the |an? |as )+(?=\S)/i;
/** Words after which "supervisor" is not followed by its name. */
const NO_NAME = /^(?:de|del|que|la|el|es|y|no|inmediato|autoriza|solicita|pide|of|who|that|asks?|is)(?: |$)/;

function labelledTexts(text: string): Partial<Record<FieldId, string>> {
  const folded = fold(text);
  const found: Partial<Record<FieldId, string>> = {};
  for (const [field, pattern] of LABELS) {
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(folded); hit; hit = pattern.exec(folded)) {
      const rest = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 200);
      const stop = STOP.exec(fold(rest));
      const value = rest
        .slice(0, stop?.index ?? rest.length)
        .trim()
        .replace(field === 'department' ? /^[:= ]+/ : LINKING, '')
        .trim();
      const loose = /[ ,]$/.test(hit[0]) && !/(?:es|sera|is|be)\s*$/.test(hit[0]);
      const words = value.split(/\s+/).length;
      const doubtful = loose && (words > 6 || NO_NAME.test(fold(rest).trim()));
      if (value !== '' && !doubtful && words <= 12) found[field] ??= value;
    }
  }
  return found;
}

const NEAR: readonly (readonly [FieldId, ReadonlySet<string>])[] = [
  [
    'nationalId',
    new Set('cc cedula documento identificacion id dni curp rfc ced c.c ciudadania identidad'.split(' ')),
  ],
  ['phone', new Set('tel telefono celular cel movil phone mobile whatsapp'.split(' '))],
  ['contractNumber', new Set('contrato contract cto contratos'.split(' '))],
];
const CONTRACT =
  /^(?:[a-z]{2,6}[-_/ ]?\d{1,5}[-_/ ](?:de |del )?(?:19|20)\d\d|\d{1,5}[-/](?:19|20)\d\d|\d{1,5} (?:de|del|of) (?:19|20)\d\d)$/;

/** The field that a number belongs to, by the words before it. */
function nearField(tokens: readonly Token[], at: number): FieldId | undefined {
  for (let back = at - 1; back >= 0 && at - back <= 5; back -= 1) {
    const token = tokens[back];
    if (!token || token.kind === 'break' || [',', ';'].includes(token.raw)) return undefined;
    const near = NEAR.find(([, words]) => words.has(token.folded));
    if (near) return near[0];
    if (token.kind === 'number' || token.kind === 'code') return undefined;
  }
  return undefined;
}

/** What names itself by its shape or by the words before it: addresses, ids, contracts, dates, holder types. */
export function labelledFields(
  raw: string,
  about: { readonly locale: string; readonly today: string; readonly mailDomain: string },
): Typed {
  const text = tidy(raw.slice(0, 4_000));
  const tokens = tokensOf(text, about.locale);
  const found: Partial<Record<FieldId, string>> = labelledTexts(text);
  tokens.forEach((token, at) => {
    if (token.kind === 'email' && token.address !== undefined) {
      const domain = token.address.slice(token.address.lastIndexOf('@') + 1);
      const own = domain === about.mailDomain || domain.endsWith(`.${about.mailDomain}`);
      found[own ? 'account' : 'personalEmail'] ??= token.address;
    }
    if (token.kind !== 'number' && token.kind !== 'code') return;
    const near = nearField(tokens, at);
    if (CONTRACT.test(token.folded)) found.contractNumber ??= token.raw;
    else if (near !== undefined) found[near] ??= token.raw;
  });
  const holderType = holderTypeIn(tokens);
  if (holderType) found.holderType = holderType;
  for (const { iso, role } of datesIn(text, about)) {
    if (role === 'start') found.startDate ??= iso;
    if (role === 'end') found.endDate ??= iso;
  }
  return found;
}
