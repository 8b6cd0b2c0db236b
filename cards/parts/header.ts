import type { IContainer } from '@microsoft/teams.cards';
import { paragraph } from './text.ts';

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
