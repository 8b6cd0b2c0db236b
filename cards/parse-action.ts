import { z } from 'zod';
import { ACCOUNT_FIELDS } from '../services/domain/account.ts';
import { accountQuerySchema } from '../services/domain/account-query.ts';
import type { BulletinPress } from '../services/domain/bulletin.ts';
import { FIELD_IDS, HOLDER_TYPES } from '../services/domain/case.ts';
import { SCORES } from '../services/domain/survey.ts';
import {
  BULLETIN_VERBS,
  CASE_LISTS,
  CASE_VERBS,
  type CardAction,
  DESK_VERBS,
  type TypedFields,
  type Verb,
} from './actions.ts';
import { INDICATOR_SHAPES } from './indicators/presses.ts';
import { readBulletinInput } from './parts/bulletin-buttons.ts';
import { fieldOfInput, ticked } from './parts/input-ids.ts';

/** Longest text taken from one input, in characters; what is longer is no answer to a card. */
export const INPUT_LENGTH = 20_000;

const id = z.string().min(1).max(200);
const caseCode = z.string().regex(/^[A-Z]{2,4}-\d{4}-\d{1,12}$/);
const stage = z.coerce.number().int().nonnegative().max(1e9);
const text = z
  .string()
  .max(INPUT_LENGTH)
  .default('')
  .transform((one) => one.trim());
const onCase = { case: caseCode, stage };
const onDraft = { draft: id };

/** An untouched choice comes as ''. */
const holderType = z
  .enum(HOLDER_TYPES)
  .or(z.literal(''))
  .optional()
  .transform((one) => (one === '' ? undefined : one));

/** Clients send numbers of a button as numbers or as text. */
const mark = z.coerce
  .number()
  .transform((one) => SCORES.find((score) => score === one))
  .refine((one) => one !== undefined);

/** A multiple choice comes as `a,b`. */
const fieldIds = z
  .string()
  .max(2_000)
  .default('')
  .transform((one) => FIELD_IDS.filter((field) => one.split(/[,;]/).includes(field)));

/** What a verb carries beside itself. */
type Carried<V extends Verb> = CardAction extends infer A
  ? A extends { verb: infer W }
    ? V extends W
      ? Omit<A, 'verb'>
      : never
    : never
  : never;

const SHAPES: { readonly [V in Verb]: z.ZodType<Carried<V>> } = {
  authorise: z.object(onCase),
  not_authorise: z
    .object({ ...onCase, not_authorise_remark: text })
    .transform(({ not_authorise_remark: remark, ...rest }) => ({ ...rest, remark })),
  take: z.object(onCase),
  hand_over: z
    .object({ ...onCase, hand_over_to: z.string().max(200).default('') })
    .transform(({ hand_over_to: personId, ...rest }) => ({ ...rest, personId })),
  approve: z.object({ ...onCase, holderType, confirmed: text.transform(ticked) }),
  reject: z
    .object({ ...onCase, reject_remark: text })
    .transform(({ reject_remark: remark, ...rest }) => ({ ...rest, remark })),
  request_data: z
    .object({ ...onCase, request_fields: fieldIds, request_note: text })
    .transform(({ request_fields: fields, request_note: note, ...rest }) => ({ ...rest, fields, note })),
  add_data: withFields('add', { ...onCase, add_note: text }).transform(({ add_note: note, ...rest }) => ({
    ...rest,
    note,
  })),
  record_answer: withFields('record', { ...onCase, record_note: text }).transform(
    ({ record_note: note, ...rest }) => ({ ...rest, note }),
  ),
  withdraw: z.object(onCase),
  step_by_hand: z
    .object({ ...onCase, step: id, step_note: text })
    .transform(({ step: stepId, step_note: note, ...rest }) => ({ ...rest, stepId, note })),
  retry: z.object(onCase),
  resend_mail: z.object(onCase),
  return_mail: z.object(onCase),
  skip_mail: z.object(onCase),
  resolve_by_hand: z
    .object({ ...onCase, resolve_note: text })
    .transform(({ resolve_note: note, ...rest }) => ({ ...rest, note })),
  reveal: z.object(onCase),
  acknowledge: z.object(onCase),
  confirm: z.object(onCase),
  reopen: z
    .object({ ...onCase, reopen_remark: text })
    .transform(({ reopen_remark: remark, ...rest }) => ({ ...rest, remark })),
  rate: z
    .object({ ...onCase, score: mark, rate_comment: text })
    .transform(({ rate_comment: comment, ...rest }) => ({ ...rest, comment })),
  treat_nonconformity: z
    .object({ ...onCase, treat_cause: text, treat_remedy: text, treat_date: text })
    .transform(({ treat_cause: cause, treat_remedy: remedy, treat_date: newDate, ...rest }) => ({
      ...rest,
      cause,
      remedy,
      newDate,
    })),
  narrow: z
    .object({ ...onCase, narrow_department: text, narrow_type: holderType })
    .transform(({ narrow_department: department, narrow_type: type, ...rest }) => ({
      ...rest,
      department,
      holderType: type,
    })),
  release_brake: z
    .object({ ...onCase, release_note: text })
    .transform(({ release_note: note, ...rest }) => ({ ...rest, note })),
  pause: z.object(onCase),
  go_on: z.object(onCase),
  stop: z.object(onCase),
  return_all: z
    .object({ ...onCase, return_remark: text })
    .transform(({ return_remark: remark, ...rest }) => ({ ...rest, remark })),
  approve_return: z.object(onCase),
  draft_save: withFields('draft', onDraft),
  draft_confirm: z.object(onDraft),
  draft_cancel: z.object(onDraft),
  draft_edit: z.object(onDraft),
  choose_person: z.object({ ...onDraft, field: z.enum(FIELD_IDS), personId: z.string().max(200) }),
  bulletin: bulletinPress(),
  choose_intent: z.object({ intent: z.string().regex(/^[a-z_]{1,60}$/) }),
  open_case: z.object({ case: caseCode }),
  case_record: z.object({ case: caseCode }),
  mail_files: z.object({ case: caseCode }),
  mass_file: z.object({ case: caseCode }),
  page: z.object({ list: z.enum(CASE_LISTS), before: z.string().max(200).default('') }),
  ...INDICATOR_SHAPES,
  accounts: z.object({ query: accountQuery(), after: z.string().max(200).default('') }),
  account_settle: z.object({
    ...{ account: id, field: z.enum(ACCOUNT_FIELDS), value: z.string().max(500) },
    ...{ query: accountQuery(), after: z.string().max(200).default('') },
  }),
  accounts_export: z.object({ query: accountQuery(), format: z.enum(['csv', 'xlsx']) }),
};

/** A query as a button carries it: JSON in a string, since a button's data are plain values. */
function accountQuery() {
  return z
    .string()
    .max(2_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('not a query');
        return z.NEVER;
      }
    })
    .pipe(accountQuerySchema);
}

/** An object with the inputs of fields gathered into `values`. */
function withFields<S extends z.ZodRawShape>(form: 'add' | 'record' | 'draft', shape: S) {
  return z
    .record(z.string().max(200), z.unknown())
    .refine((data) => Object.keys(data).length <= 60)
    .transform((data, context) => {
      const known = z.object(shape).safeParse(data);
      const values = typedFields(form, data);
      if (!known.success || values === undefined) {
        context.addIssue('not the data of this form');
        return z.NEVER;
      }
      return { ...known.data, values };
    });
}

/** Most inputs of a bulletin's card; a card of 25 KB holds far fewer. */
const MOST_INPUTS = 400;

/** The button's own data, and whatever was typed on the card gathered by row. */
function bulletinPress() {
  const own = z.object({
    bulletin: id,
    stage,
    act: z
      .string()
      .regex(/^[a-z]+(_[a-z]+)*$/)
      .max(40),
    row: z.string().max(120).default(''),
  });
  return z
    .record(z.string().max(200), z.unknown())
    .refine((data) => Object.keys(data).length <= MOST_INPUTS)
    .transform((data, context) => {
      const known = own.safeParse(data);
      const typed = typedInputs(data);
      if (!known.success || typed === undefined) {
        context.addIssue('not the data of a bulletin');
        return z.NEVER;
      }
      const { act, row, ...which } = known.data;
      return { ...which, press: { act, row, ...typed } };
    });
}

function typedInputs(data: Record<string, unknown>): Pick<BulletinPress, 'values' | 'rows'> | undefined {
  const values: Record<string, string> = {};
  const rows: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(data)) {
    const input = readBulletinInput(name);
    if (!input) continue;
    const read = text.safeParse(value);
    if (!read.success) return undefined;
    if (read.data === '') continue;
    if (input.row === '') values[input.name] = read.data;
    else rows[input.row] = { ...rows[input.row], [input.name]: read.data };
  }
  return { values, rows };
}

function typedFields(form: 'add' | 'record' | 'draft', data: Record<string, unknown>) {
  const found = Object.entries(data).flatMap(([name, value]) => {
    const field = fieldOfInput(form, name);
    return field === undefined ? [] : [{ field, text: text.safeParse(value) }];
  });
  if (found.some((one) => !one.text.success)) return undefined;
  const filled = found.flatMap((one) => (one.text.data ? [[one.field, one.text.data] as const] : []));
  return Object.fromEntries(filled) as TypedFields;
}

const verbs: ReadonlySet<string> = new Set([...CASE_VERBS, ...DESK_VERBS, ...BULLETIN_VERBS]);

/**
 * Reads what a client sent for a pressed button: `verb` and `data` of the invoke's action (or the `value` of a
 * message, with the verb inside). Undefined for anything that is no button of ours; it never throws.
 */
export function parseAction(verb: unknown, data: unknown): CardAction | undefined {
  const inside = typeof data === 'object' && data !== null && 'verb' in data ? data.verb : undefined;
  const named = typeof verb === 'string' && verb !== '' ? verb : inside;
  if (typeof named !== 'string' || !verbs.has(named)) return undefined;
  const parsed = SHAPES[named as Verb].safeParse(data);
  return parsed.success ? ({ verb: named, ...parsed.data } as CardAction) : undefined;
}
