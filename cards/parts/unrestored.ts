import type { CaseView } from '../case-view.ts';
import type { Element } from './card.ts';
import { paragraph } from './text.ts';
import { oneLine, type Words } from './words.ts';

/** Most lines that are shown; the rest is counted. */
const MOST = 12;

/** What an activation could not put back, one line each with the reason; empty where everything is back. */
export function unrestored(view: CaseView, { t }: Words): Element[] {
  const lost = view.case.unrestored ?? [];
  if (lost.length === 0) return [];
  const rest = lost.length - MOST;
  return [
    paragraph(t('card.unrestored.intro'), { weight: 'Bolder' }),
    ...lost.slice(0, MOST).map((one) => {
      const what = t(`card.unrestored.what.${one.what}`, { name: oneLine(one.name, 80) });
      return paragraph(`${what}: ${t(`card.unrestored.why.${one.why}`)}`, { spacing: 'Small' });
    }),
    ...(rest > 0 ? [paragraph(t('card.unrestored.more', { count: rest }), { spacing: 'Small' })] : []),
  ];
}
