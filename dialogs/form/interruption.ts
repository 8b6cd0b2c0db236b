import { FIELDS } from '../../services/domain/fields.ts';
import { foldName } from '../../services/domain/names.ts';
import { wordCount } from '../answers/bare.ts';
import type { Typed } from '../answers/labelled.ts';
import type { Heard } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';
import { REQUESTS } from '../routes/kinds.ts';
import type { FormState } from '../state.ts';
import { CORRECTS } from './said-in-form.ts';

/** How a question begins, in folded text. */
export const QUESTION =
  /^[\s¿]*(?:y |pero |oiga |una pregunta[,:]? )?(?:como|cuant[oa]s?|cuando|cuales|cual|que|donde|quien|por que|para que|se puede|puedo|how|what|when|where|who|which|why|can i|is it|do i|does)\b/;

const ABOUT_CASES =
  /\b(?:mis casos|mi caso|mi solicitud|mis solicitudes|el caso|caso \d|my cases?|my requests?|case \d|ms-\d)/;

/** Likely enough, with the words of a request, to ask whether it is one. */
const LIKELY = 0.6;

const ASKS_HELP = /\bayud|\bhelp\b|\bpuedes?\b|\bhacer\b|\boption/;

const ANOTHER = /\b(?:otr[oa]|ademas|tambien|another|also|as well)\b/;

const ASIDES: ReadonlySet<Intent> = new Set<Intent>(['case_status', 'how_to', 'help', 'bulk_deactivate']);

const ABOUT_ONE_CASE: ReadonlySet<Intent> = new Set<Intent>([
  'add_information',
  'cancel_case',
  'reopen_case',
  'case_status',
]);

/** A side question: told by what is asked, or by a question mark where the answer would not be one. */
export function asideIn(heard: Heard, form: FormState): Intent | undefined {
  if (wordCount(heard.text) < 2) return undefined;
  const { intent, sure, entities } = heard.recognition();
  const asks = QUESTION.test(heard.folded) || /\?\s*$/.test(heard.text);
  if (ABOUT_ONE_CASE.has(intent) && (entities.caseNumber !== undefined || ABOUT_CASES.test(heard.folded)))
    return intent;
  const mass = intent === 'bulk_deactivate';
  if (mass && form.draft.kind === 'bulk_deactivate') return undefined;
  if (sure && ASIDES.has(intent) && (asks || ASKS_HELP.test(heard.folded) || mass)) return intent;
  const note = form.asking !== undefined && isNote(form.asking);
  return asks && !note && ASIDES.has(intent) ? intent : undefined;
}

/** Whether the question is for a text of any kind, so that nearly everything answers it. */
export function isNote(asking: NonNullable<FormState['asking']>): boolean {
  return asking !== 'confirm' && asking !== 'correction' && FIELDS[asking].type === 'note';
}

/** Whether a name or an address is of somebody else than the form's person, and no slip of theirs. */
function stranger(named: string, { draft }: FormState): boolean {
  const { target, fields } = draft;
  if (named.includes('@'))
    return target !== undefined && ![target.email, target.userPrincipalName].includes(named.toLowerCase());
  const known = fields.holderName?.value ?? target?.name;
  if (known === undefined) return false;
  const words = new Set(foldName(known).split(' '));
  return !foldName(named)
    .split(' ')
    .some((word) => words.has(word));
}

/** Another request: surely recognised, in words that ask for it, and no correction of this one. */
export function requestIn(heard: Heard, form: FormState, typed: Typed): Intent | undefined {
  if (wordCount(heard.text) < 3) return undefined;
  const { intent, confidence, entities } = heard.recognition();
  const sure = confidence >= LIKELY;
  const request = REQUESTS[intent];
  if (!request?.says.test(heard.folded)) return undefined;
  const named = entities.account ?? entities.holderName;
  if (request.kind === form.draft.kind) {
    if (!sure || named === undefined) return undefined;
    const known = form.draft.fields.holderName?.value ?? form.draft.target?.name;
    const other = known !== undefined && foldName(known) !== foldName(named);
    if (other && ANOTHER.test(heard.folded)) return intent;
    return stranger(named, form) && !CORRECTS.test(heard.folded) ? intent : undefined;
  }
  if (request.kind === 'modify' && named === undefined && Object.keys(typed).length > 0) return undefined;
  if (form.asking !== undefined && isNote(form.asking))
    return heard.recognition().sure && wordCount(heard.text) > 3 && request.kind !== 'failure'
      ? intent
      : undefined;
  return sure ? intent : undefined;
}
