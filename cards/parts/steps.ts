import type { IColumnSet, TextColor } from '@microsoft/teams.cards';
import { formatDate } from '../../services/domain/calendar.ts';
import { currentStep, percentOf, type Step, type StepState } from '../../services/domain/plan.ts';
import type { Element } from './card.ts';
import { line, paragraph, run, typedRuns } from './text.ts';
import { oneLine, type Words } from './words.ts';

/** Sign and colour of a state; the word stands beside them, so that neither is needed to understand it. */
const LOOKS: Readonly<Record<StepState, { readonly sign: string; readonly color: TextColor }>> = {
  done: { sign: '✓', color: 'Good' },
  running: { sign: '●', color: 'Accent' },
  waiting: { sign: '◔', color: 'Warning' },
  failed: { sign: '✕', color: 'Attention' },
  pending: { sign: '○', color: 'Default' },
};

/** For whom a step is put into words: `name` for who works on it, `plain` for who waits. */
export type StepVoice = 'name' | 'plain';

function row(sign: string, color: TextColor, items: Element[]): IColumnSet {
  const shown = line([run(sign, { color, weight: 'Bolder' })]);
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: '20px', items: [shown] },
      { type: 'Column', width: 'stretch', items },
    ],
  };
}

/** Why a step waits or failed, as a sentence; '' where it gave no reason. */
export function reasonOf(step: Step, { t, lang }: Words): string {
  if (!step.reason) return '';
  const params = Object.entries(step.reason.params ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? formatDate(value, lang) : value,
  ]);
  return t(`step.reason.${step.reason.code}`, Object.fromEntries(params));
}

function reason(step: Step, words: Words): Element[] {
  const text = reasonOf(step, words);
  return text ? [paragraph(text, { size: 'Small', spacing: 'None' })] : [];
}

function remark(step: Step, { t }: Words): Element[] {
  if (!step.by || !step.note) return [];
  const small = { size: 'Small', isSubtle: true } as const;
  return [
    line([run(`${oneLine(step.by.name)}: `, small), ...typedRuns(step.note, t, small)], { spacing: 'None' }),
  ];
}

/** The work order, step by step with state, reason and note. `plain` leaves out what only specialists need. */
export function stepRows(steps: readonly Step[], words: Words, voice: StepVoice): IColumnSet[] {
  return steps.map((step) => {
    const look = LOOKS[step.state];
    const { t } = words;
    const hand = voice === 'name' && step.mode === 'manual' ? ` · ${t('card.step.manual')}` : '';
    const share = percentOf(step);
    const percent = share === undefined ? '' : ` · ${t('card.step.percent', { share })}`;
    const said = line([
      run(t(`step.${voice}.${step.kind}`), { weight: step.state === 'running' ? 'Bolder' : 'Default' }),
      run(` · ${t(`card.step.state.${step.state}`)}${percent}${hand}`, { isSubtle: true }),
    ]);
    const more = voice === 'name' ? [...reason(step, words), ...remark(step, words)] : [];
    return row(look.sign, look.color, [said, ...more]);
  });
}

/** The step that waits for somebody to say that it is done, at which the order stands. */
export function manualStepDue(steps: readonly Step[]): Step | undefined {
  const next = currentStep(steps);
  return next?.state === 'waiting' && next.notBefore === undefined ? next : undefined;
}

/** What to do by hand; for a step that only wants a confirmation, why it does. */
export function instruction(step: Step, words: Words): string {
  return step.mode === 'manual' ? words.t(`step.instruction.${step.kind}`) : reasonOf(step, words);
}

/** The step that failed, if one did. */
export function failedStep(steps: readonly Step[]): Step | undefined {
  return steps.find((one) => one.state === 'failed');
}
