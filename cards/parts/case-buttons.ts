import { type FieldId, HOLDER_TYPES, type HolderType } from '../../services/domain/case.ts';
import type { CommandName } from '../../services/domain/command.ts';
import { timesLeft } from '../../services/domain/service-clock.ts';
import type { CaseVerb } from '../actions.ts';
import type { CaseView } from '../case-view.ts';
import { type Action, type ButtonData, type Element, execute, unfold } from './card.ts';
import { fieldInput } from './field-input.ts';
import { choiceInput, dateInput, noteInput, tickInput } from './inputs.ts';
import { manualStepDue } from './steps.ts';
import { paragraph, shorten, typed } from './text.ts';
import type { Words } from './words.ts';

/** What every button of a case card carries. */
export function caseData(view: CaseView): ButtonData {
  return { case: view.case._id, stage: view.case.stage };
}

interface Look {
  readonly style?: 'positive' | 'destructive';
}

/** One press and it is done; what was typed elsewhere on the card is not sent. */
function press(verb: CaseVerb, view: CaseView, { t }: Words, look: Look = {}): Action {
  return execute(verb, t(`card.do.${verb}`), caseData(view), { ...look, inputs: false });
}

/** A button that opens a form with one text and the button that sends it. */
function withText(
  verb: 'not_authorise' | 'reject' | 'reopen' | 'resolve_by_hand' | 'release_brake' | 'return_all',
  input: string,
  view: CaseView,
  { t }: Words,
  style?: 'destructive',
): Action {
  const note = noteInput(input, t(`card.ask.${verb}`), { error: t(`card.missing.${verb}`) });
  const send = execute(verb, t(`card.send.${verb}`), caseData(view), style ? { style } : {});
  return unfold(t(`card.do.${verb}`), [note], [send], style);
}

function requestData(view: CaseView, { t }: Words): Action | undefined {
  const rules = view.procedure.kinds[view.case.kind];
  if (!rules) return undefined;
  const choices = rules.fields.map((one) => ({ title: t(`field.label.${one.id}`), value: one.id }));
  const body = [
    tickInput('request_fields', t('card.ask.request_fields'), choices, t('card.missing.request_fields')),
    noteInput('request_note', t('card.ask.request_note'), { placeholder: t('card.hint.request_note') }),
  ];
  const send = execute('request_data', t('card.send.request_data'), caseData(view), { style: 'positive' });
  return unfold(t('card.do.request_data'), body, [send]);
}

function handOver(view: CaseView, { t }: Words): Action | undefined {
  const others = (view.specialists ?? []).filter((one) => one.id !== view.case.assignee?.id).slice(0, 40);
  if (others.length === 0) return undefined;
  const choices = others.map((one) => ({ title: shorten(typed(one.name), 80), value: one.id }));
  const whom = choiceInput('hand_over_to', t('card.ask.hand_over'), choices, {
    error: t('card.missing.hand_over'),
    placeholder: t('card.hint.choose'),
  });
  return unfold(
    t('card.do.hand_over'),
    [whom],
    [execute('hand_over', t('card.send.hand_over'), caseData(view))],
  );
}

/** The fields that an answer may fill: those asked for, else all of the kind. */
function answerFields(view: CaseView): readonly FieldId[] {
  const asked = view.case.dataRequest?.fields ?? [];
  if (asked.length > 0) return asked;
  return (view.procedure.kinds[view.case.kind]?.fields ?? []).map((one) => one.id);
}

function recordAnswer(view: CaseView, words: Words): Action {
  const { t } = words;
  const inputs = answerFields(view).map((field) =>
    fieldInput('record', field, view.case.fields, view.procedure, t),
  );
  const note = noteInput('record_note', t('card.ask.record_answer'), {
    error: t('card.missing.record_answer'),
  });
  const send = execute('record_answer', t('card.send.record_answer'), caseData(view), { style: 'positive' });
  return unfold(t('card.do.record_answer'), [note, ...inputs], [send]);
}

function addData(view: CaseView, { t }: Words): Action {
  const note = noteInput('add_note', t('card.ask.add_data'), { error: t('card.missing.add_data') });
  const send = execute('add_data', t('card.send.add_data'), caseData(view), { style: 'positive' });
  return unfold(t('card.do.add_data'), [note], [send]);
}

/** A part of the list alone, by department or by type; only what the list has is offered. */
function narrow(view: CaseView, { t }: Words): Action {
  const departments = (view.case.mass?.reading.departments ?? [])
    .filter((one) => one.name !== '')
    .slice(0, 30);
  const placeholder = t('card.hint.anything');
  const places = departments.map(({ name, count }) => ({
    title: `${shorten(typed(name), 80)} (${count})`,
    value: name,
  }));
  const types = view.procedure.holderTypes
    .filter((one) => one !== 'official')
    .map((one) => ({ title: t(`case.holderType.${one}`), value: one }));
  const inputs = [
    ...(places.length > 0
      ? [choiceInput('narrow_department', t('card.ask.narrow_department'), places, { placeholder })]
      : []),
    choiceInput('narrow_type', t('card.ask.narrow_type'), types, { placeholder: t('card.hint.any_type') }),
  ];
  return unfold(t('card.do.narrow'), inputs, [execute('narrow', t('card.send.narrow'), caseData(view))]);
}

/** Sure? What was stopped does not go on. */
function stop(view: CaseView, words: Words): Action {
  const { t } = words;
  const send = execute('stop', t('card.send.stop'), caseData(view), { style: 'destructive', inputs: false });
  return unfold(t('card.do.stop'), [paragraph(t('card.ask.stop', words.values))], [send]);
}

/** Sure? Withdrawing is asked once more, since the case does not come back. */
function withdraw(view: CaseView, words: Words): Action {
  const { t } = words;
  const send = execute('withdraw', t('card.send.withdraw'), caseData(view), {
    style: 'destructive',
    inputs: false,
  });
  return unfold(t('card.do.withdraw'), [paragraph(t('card.ask.withdraw', words.values))], [send]);
}

function stepByHand(view: CaseView, { t }: Words): Action | undefined {
  const step = manualStepDue(view.case.steps);
  if (!step) return undefined;
  const note = noteInput('step_note', t('card.ask.step_by_hand'), { error: t('card.missing.step_by_hand') });
  const data = { ...caseData(view), step: step.id };
  const send = execute('step_by_hand', t('card.send.step_by_hand'), data, { style: 'positive' });
  return unfold(t('card.do.step_by_hand'), [note], [send], 'positive');
}

/** Whether whoever looks has the case and has acted on it: whom it was given to may still say that they begin. */
function taken({ case: about, viewerId }: CaseView): boolean {
  const unanswered = about.clock !== undefined && about.clock.respondedMs === undefined;
  return viewerId !== undefined && viewerId === about.assignee?.id && !unanswered;
}

/** The holder type that the case already has, from the request or from the directory. */
export function holderTypeOf(view: CaseView): HolderType | undefined {
  const asked = HOLDER_TYPES.find((one) => one === view.case.fields.holderType?.value);
  return asked ?? view.case.target?.holderType;
}

/** The required choice of the holder type, filled in beforehand; undefined for requests about no account. */
export function holderTypeInput(view: CaseView, { t }: Words): Element | undefined {
  if (view.procedure.kinds[view.case.kind]?.target === 'none') return undefined;
  const choices = view.procedure.holderTypes.map((one) => ({
    title: t(`case.holderType.${one}`),
    value: one,
  }));
  return choiceInput('holderType', t('field.label.holderType'), choices, {
    value: holderTypeOf(view),
    error: t('card.missing.holderType'),
    placeholder: t('card.hint.choose'),
  });
}

/** What the procedure wants the specialist to have made sure of, each a box to tick. */
export function confirmInputs(view: CaseView, { t }: Words): Element[] {
  const wanted = view.procedure.kinds[view.case.kind]?.confirms ?? [];
  if (wanted.length === 0) return [];
  const choices = wanted.map((one) => ({ title: t(`card.confirm.${one}`), value: one }));
  return [tickInput('confirmed', t('card.ask.confirmed'), choices, t('card.missing.confirmed'))];
}

/** What the desk lead fills in about a breached deadline; the new date only while the work is not done. */
export function treatmentInputs(view: CaseView, { t }: Words): Element[] {
  const pending = timesLeft(view.case, view.procedure, view.now).length > 0;
  return [
    noteInput('treat_cause', t('card.ask.cause'), { error: t('card.missing.cause') }),
    noteInput('treat_remedy', t('card.ask.remedy'), { error: t('card.missing.remedy') }),
    ...(pending ? [dateInput('treat_date', t('card.ask.new_date'), t('card.missing.new_date'))] : []),
  ];
}

/** The button that sends them. */
export function sendTreatment(view: CaseView, { t }: Words): Action {
  return execute('treat_nonconformity', t('card.send.treat_nonconformity'), caseData(view), {
    style: 'positive',
  });
}

/**
 * Approving sends the holder type. Where it is known its choice stands open on the card; where it is not, it is
 * asked below the button, so that an empty required choice holds up no other button.
 */
function approve(view: CaseView, words: Words): Action {
  const { t } = words;
  const send = execute('approve', t('card.do.approve'), caseData(view), { style: 'positive' });
  const input = holderTypeInput(view, words);
  if (!input || holderTypeOf(view)) return send;
  return unfold(t('card.do.approve'), [input, ...confirmInputs(view, words)], [send], 'positive');
}

/** Where there is nothing to explain, who presses has simply got it. */
function acknowledge(view: CaseView, { t }: Words): Action {
  const points = view.procedure.kinds[view.case.kind]?.delivery?.induction ?? [];
  const title = t(points.length > 0 ? 'card.do.acknowledge' : 'card.do.acknowledge_plain');
  return execute('acknowledge', title, caseData(view), { inputs: false });
}

const BUTTONS: {
  readonly [V in CaseVerb]: (view: CaseView, words: Words) => Action | undefined;
} = {
  authorise: (view, words) => press('authorise', view, words, { style: 'positive' }),
  not_authorise: (view, words) =>
    withText('not_authorise', 'not_authorise_remark', view, words, 'destructive'),
  take: (view, words) => (taken(view) ? undefined : press('take', view, words)),
  hand_over: handOver,
  approve,
  reject: (view, words) => withText('reject', 'reject_remark', view, words, 'destructive'),
  request_data: requestData,
  add_data: addData,
  record_answer: recordAnswer,
  withdraw,
  step_by_hand: stepByHand,
  retry: (view, words) => press('retry', view, words, { style: 'positive' }),
  resend_mail: (view, words) => press('resend_mail', view, words),
  return_mail: (view, words) => press('return_mail', view, words, { style: 'positive' }),
  skip_mail: (view, words) => press('skip_mail', view, words),
  resolve_by_hand: (view, words) => withText('resolve_by_hand', 'resolve_note', view, words),
  reveal: (view, words) => press('reveal', view, words, { style: 'positive' }),
  acknowledge,
  confirm: (view, words) => press('confirm', view, words, { style: 'positive' }),
  reopen: (view, words) => withText('reopen', 'reopen_remark', view, words),
  /* The marks are a row of their own: `survey.ts`. */
  rate: () => undefined,
  narrow,
  release_brake: (view, words) => withText('release_brake', 'release_note', view, words),
  pause: (view, words) => press('pause', view, words),
  go_on: (view, words) => press('go_on', view, words, { style: 'positive' }),
  stop,
  return_all: (view, words) => withText('return_all', 'return_remark', view, words),
  approve_return: (view, words) => press('approve_return', view, words, { style: 'positive' }),
  treat_nonconformity: (view, words) =>
    unfold(words.t('card.do.treat_nonconformity'), treatmentInputs(view, words), [
      sendTreatment(view, words),
    ]),
};

/** The buttons for these verbs, in this order: only those that the viewer is allowed to press now. */
export function caseButtons(view: CaseView, words: Words, verbs: readonly CaseVerb[]): Action[] {
  return verbs
    .filter((one: CommandName) => view.allowed.has(one))
    .map((one) => BUTTONS[one](view, words))
    .filter((one) => one !== undefined);
}
