import type { FieldId } from '../../services/domain/case.ts';
import { choicesOf, type FormContext } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import type { Translate } from '../../services/locale/translate.ts';
import { tokensOf } from '../recognition/chunks.ts';
import { holderTypeIn } from '../recognition/holder-type.ts';
import { fold, tidy } from '../recognition/text.ts';
import { bare } from './bare.ts';

type Row = readonly [code: string, pattern: RegExp];

/** How people say each change; the first that fits counts. */
const CHANGES: readonly Row[] = [
  ['alias', /\balias\b|otra direccion|direccion adicional|second address/],
  [
    'forwarding',
    /\breenvi|\bredireccion|\bredirigir|\bdesvi(?:ar|o) (?:el |los )?(?:correo|mensaje)|\bforward/,
  ],
  [
    'permissions',
    /\bpermisos?\b|\bdelega|acceso (?:al|a un|a otro) buzon|\bpermission|send (?:as|on behalf)/,
  ],
  [
    'quota',
    /\bcuota\b|\bquota\b|tamano del buzon|(?:mas|ampliar|aumentar).{0,25}(?:espacio|capacidad|buzon|almacenamiento)|\b\d+ ?gb\b|more (?:space|storage)/,
  ],
  [
    'licence',
    /\blicencia (?:e[135]|f[13]|business|de office|de microsoft|power|visio|project)|(?:cambi\w*|otra|nueva|asign\w*).{0,15}licencia|\blicen[cs]e\b|\b[ef][135]\b/,
  ],
  ['group', /\bgrupos?\b|lista de (?:distribucion|correo)|distribution list|\bgroups?\b|mailing list/],
  [
    'contract',
    /\bprorrog|\bprorroga\b|extens?ion del contrato|(?:extender|ampliar|alargar|renov\w*).{0,30}contrato|adicion(?: al| del)? contrato|fin del contrato|contract extension|(?:extend|renew).{0,25}contract/,
  ],
  [
    'supervisor',
    /(?:cambi\w*|nuev[oa]|actualiz\w*|otr[oa]).{0,25}(?:jef[ea]|supervisora?)|^(?:el |la |su )?(?:jef[ea]|supervisora?)\b|(?:new|change).{0,20}(?:manager|supervisor|boss)|^(?:manager|supervisor)\b/,
  ],
  ['phone', /\btelefono|\bcelular|\bmovil\b|\bphone\b|\bmobile\b|\bextension telefonica/],
  ['position', /\bcargo\b|\bpuesto\b|\bposition\b|job title|\bascend|\bencargo\b/],
  [
    'department',
    /\bdependencia\b|\bde area\b|\barea\b|\bdepartamento\b|\bdepartment\b|\btraslad|\badscripcion/,
  ],
  ['name', /\bnombres?\b|\bapellidos?\b|\bname\b|\bsurname\b|mal escrito|misspel/],
];

const REASONS: readonly Row[] = [
  [
    'contract_end',
    /(?:termin|acab|venc|finaliz|culmin|expir|\bfin\b|cumpl|conclu).{0,30}(?:contrat|vinculacion|\bops\b|\bcps\b)|contrato.{0,30}(?:termin|acab|venc|finaliz|culmin|expir)|cierre de vigencia|contract.{0,25}(?:end|expir|over|finish|up\b)|(?:end|expir)\w*.{0,20}contract/,
  ],
  ['resignation', /\brenunci|\bresign|\bquit\b/],
  [
    'transfer',
    /\btraslad|\btransfer|comision de servicios|cambio de (?:dependencia|entidad|area)|moved to another/,
  ],
  ['retirement', /\bpension|\bjubil|\bretire(?:d|s|ment)?\b/],
  [
    'leave',
    /\blicencia\b|\bvacaciones\b|\bincapacidad|\bmaternidad|\bpermiso\b|\bleave\b|\bvacation\b|\breintegr/,
  ],
  [
    'security',
    /\bseguridad\b|\bhacke|\bcomprometid|\brobo\b|\brobad|\bsuplanta|\bphishing|\bsecurity\b|\bcompromised|\bstolen|\bbreach/,
  ],
  [
    'other',
    /^(?:otr[oa]s?|other|another)\b|\breingres|nuevo contrato|\brenov|\bfallec|\bmurio\b|\bdespid|por error|equivocacion|new contract|by mistake|\bdied\b|\bfired\b/,
  ],
];

const FAILURES: readonly Row[] = [
  ['mailbox_full', /\blleno\b|\bllena\b|sin espacio|\bfull\b|\bcuota\b|\bquota\b/],
  ['spam_or_phishing', /\bspam\b|\bphishing\b|no deseado|sospechos|\bsuspicious|\bjunk\b|\bestafa/],
  ['attachment', /\badjunt|\battach/],
  [
    'cannot_send',
    /\bno\b.{0,25}(?:envi|mandar|salen|sale\b|manda\b)|(?:cant|can t|can't|cannot|unable to|wont|not) (?:be )?sen[dt]/,
  ],
  [
    'cannot_receive',
    /\bno\b.{0,25}(?:recib|llega|entran|entra\b)|(?:cant|can t|can't|cannot|not) (?:receiv|getting|get )/,
  ],
  [
    'cannot_sign_in',
    /\bno\b.{0,25}(?:entrar|ingresar|iniciar sesion|acceder|abrir (?:el|mi) correo|loguear)|(?:cant|can t|can't|cannot|unable to) (?:sign|log) ?in/,
  ],
  ['service_down', /\bcaid[oa]|\bsin servicio|no hay (?:servicio|correo)|\bdown\b|\boutage/],
  ['outlook_client', /\boutlook\b/],
  ['slow', /\blent[oa]|\bdemora|\bslow/],
  ['network', /\bla red\b|\binternet\b|\bwi ?fi\b|\bconexion|\bnetwork/],
  ['hardware', /\bequipo\b|\bcomputador|\bportatil\b|\bpantalla\b|\bhardware|\blaptop|\bcomputer/],
  ['other', /^(?:otr[oa]s?|other|something else)\b/],
];

const NOTHING = { code: undefined, at: Number.POSITIVE_INFINITY };
const PATTERNS: Readonly<Partial<Record<FieldId, readonly Row[]>>> = {
  change: CHANGES,
  reason: REASONS,
  failureKind: FAILURES,
};

/** The code of a choice that a text says: its label, its name, or how people put it. Undefined for none. */
export function readChoice(
  field: FieldId,
  text: string,
  words: { readonly t: Translate; readonly locale: string },
  procedure: FormContext['procedure'],
): string | undefined {
  const codes = choicesOf(field, procedure);
  const said = bare(text);
  const label = (code: string) => bare(words.t(`${FIELDS[field].words}.${code}`));
  const exact = codes.find((code) => label(code) === said || code.replaceAll('_', ' ') === said);
  if (exact) return exact;
  if (field === 'holderType') return holderTypeIn(tokensOf(tidy(text.slice(0, 2_000)), words.locale));
  const folded = fold(text.slice(0, 2_000).normalize('NFC'));
  const fits = (PATTERNS[field] ?? []).flatMap(([code, pattern]) => {
    const at = codes.includes(code) ? folded.search(pattern) : -1;
    return at >= 0 ? [{ code, at }] : [];
  });
  if (field !== 'change') return fits[0]?.code;
  return fits.reduce((first, one) => (one.at < first.at ? one : first), fits[0] ?? NOTHING)?.code;
}

/** Words around a reason that say nothing else: who is meant is known, or not said. */
const AROUND_REASONS = new Set(
  'a al ha han se le les lo la el ella ellos su sus ya fue es por porque pues que de del motivo razon hoy ayer esta persona he she they it s has have had is was been just already because since as for due to the that her his their of reason yesterday today person up'.split(
    ' ',
  ),
);

/** The reason that a message gives where it says nothing besides: "renunció", "because her contract ended". */
export function bareReason(
  text: string,
  words: { readonly t: Translate; readonly locale: string },
  procedure: FormContext['procedure'],
): string | undefined {
  const code = readChoice('reason', text, words, procedure);
  const pattern = REASONS.find(([one]) => one === code)?.[1];
  const said = bare(text);
  if (code === undefined || !pattern) return undefined;
  if (bare(words.t(`${FIELDS.reason.words}.${code}`)) === said) return code;
  const rest = said.replace(new RegExp(`(?:${pattern.source})\\w*`), ' ');
  const other = rest.split(/[^\p{L}\p{N}]+/u).filter((one) => one !== '' && !AROUND_REASONS.has(one));
  return rest !== said && other.length === 0 ? code : undefined;
}
