import type { IContainer } from '@microsoft/teams.cards';
import { paragraph } from './text.ts';
import type { Words } from './words.ts';

/** Head of a card: a small line above, the title, and one line of where it stands. All are sentences of `t`. */
export function header(above: string, title: string, below?: string): IContainer {
  return {
    type: 'Container',
    style: 'emphasis',
    bleed: true,
    items: [
      paragraph(above, { size: 'Small', isSubtle: true }),
      paragraph(title, { size: 'Large', weight: 'Bolder', spacing: 'None', style: 'heading' }),
      ...(below ? [paragraph(below, { spacing: 'Small' })] : []),
    ],
  };
}

/** Head of a card about a case: code and kind, and whom it is about. */
export function caseHeader({ t, values }: Words, below?: string): IContainer {
  const alone = values.subject === values.kind;
  return header(alone ? String(values.code) : t('card.above', values), t('card.title', values), below);
}
