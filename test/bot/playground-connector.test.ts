import { describe, expect, it } from 'vitest';
import type { Connector, Outgoing } from '../../bot/connector.ts';
import { forPlayground } from '../../bot/playground-connector.ts';
import { AppError } from '../../services/domain/errors.ts';

const to = { conversation: { id: 'a', isGroup: false, conversationType: 'personal', name: '' } };

function card(text: string, button = true): Outgoing {
  const actions = button ? [{ type: 'Action.Execute', verb: 'take' }] : [];
  return { summary: text, attachments: [{ contentType: 'card', content: { actions } }] };
}

/** A page that forgets everything when it is loaded. */
function page() {
  const shown = new Map<string, string>();
  let next = 0;
  const connector: Connector = {
    send: async (_to, activity) => {
      next += 1;
      shown.set(`m${next}`, String(activity.text ?? activity.summary));
      return `m${next}`;
    },
    update: async (_to, id, activity) => {
      if (!shown.has(id)) throw new AppError('channel_refused', { detail: { status: 404 } });
      shown.set(id, String(activity.text ?? activity.summary));
    },
    close: () => {},
  };
  return { shown: () => [...shown.values()], load: () => shown.clear(), history: forPlayground(connector) };
}

describe('a page that keeps no history', () => {
  it('shows the cards to act on again, as they are now, and edits reach them by their first name', async () => {
    const { shown, load, history } = page();
    const first = await history.send(to, card('one'));
    await history.send(to, { text: 'words' });
    await history.send(to, card('outcome', false));
    const second = await history.send(to, card('two'));
    await history.update(to, first, card('one, taken'));
    load();
    await history.replay('a');
    expect(shown()).toEqual(['one, taken', 'two']);
    await history.update(to, second, card('two, taken'));
    load();
    await history.replay('a');
    await history.update(to, first, { text: 'done' });
    expect(shown()).toEqual(['done', 'two, taken']);
    load();
    await history.replay('a');
    expect(shown()).toEqual(['two, taken']);
  });

  it('shows nothing of another chat, and the latest dozen at most', async () => {
    const { shown, load, history } = page();
    for (let n = 0; n < 20; n += 1) await history.send(to, card(String(n)));
    load();
    await history.replay('b');
    expect(shown()).toEqual([]);
    await history.replay('a');
    expect(shown()).toEqual(Array.from({ length: 12 }, (_, n) => String(n + 8)));
  });

  it('has words and card apart, so that the card can be edited; its words stay', async () => {
    const { shown, history } = page();
    const id = await history.send(to, { ...card('card'), text: 'words' });
    expect(shown()).toEqual(['words', 'card']);
    await history.update(to, id, { ...card('card, taken'), text: 'other words' });
    expect(shown()).toEqual(['words', 'card, taken']);
    await history.update(to, id, { text: 'a line' });
    expect(shown()).toEqual(['words', 'a line']);
  });
});
