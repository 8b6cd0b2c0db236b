import type { IColumnSet, TextColor } from '@microsoft/teams.cards';
import type { Step, StepState } from '../../services/domain/case.ts';
import type { Element } from './card.ts';
import { longInstant } from './dates.ts';
import { line, paragraph, run, typedRuns } from './text.ts';
import type { Words } from './words.ts';

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

function reason(step: Step, { t }: Words): Element[] {
  if (!step.reason) return [];
  const text = t(`step.reason.${step.reason.code}`, step.reason.params);
  return [paragraph(text, { size: 'Small', spacing: 'None' })];
}

function remarks(step: Step, words: Words, timeZone: string): Element[] {
  const { t, lang } = words;
  const small = { size: 'Small', isSubtle: true } as const;
  const by = step.by && step.note ? [run(`${step.by.name}: `, small), ...typedRuns(step.note, t, small)] : [];
  const until =
    step.state === 'waiting' && step.notBefore
      ? [paragraph(t('card.step.until', { when: longInstant(step.notBefore, lang, timeZone) }), small)]
      : [];
  return [...(by.length > 0 ? [line(by, { spacing: 'None' })] : []), ...until];
}

/** The work order, step by step with state, reason and note. `plain` leaves out what only specialists need. */
export function stepRows(
  steps: readonly Step[],
  words: Words,
  voice: StepVoice,
  timeZone: string,
): IColumnSet[] {
  return steps.map((step) => {
    const look = LOOKS[step.state];
    const { t } = words;
    const hand = voice === 'name' && step.mode === 'manual' ? ` · ${t('card.step.manual')}` : '';
    const said = line([
      run(t(`step.${voice}.${step.kind}`), { weight: step.state === 'running' ? 'Bolder' : 'Default' }),
      run(` · ${t(`card.step.state.${step.state}`)}${hand}`, { isSubtle: true }),
    ]);
    const more = voice === 'name' ? [...reason(step, words), ...remarks(step, words, timeZone)] : [];
    return row(look.sign, look.color, [said, ...more]);
  });
}

/** The manual step whose turn it is: everything before it is done. */
export function manualStepDue(steps: readonly Step[]): Step | undefined {
  const next = steps.find((one) => one.state !== 'done');
  return next?.mode === 'manual' ? next : undefined;
}

/** The step that failed, if one did. */
export function failedStep(steps: readonly Step[]): Step | undefined {
  return steps.find((one) => one.state === 'failed');
}
