import { afterEach, describe, expect, it } from 'vitest';
import type { Choice, Turn } from '../../dialogs/turn.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { ChosenIntent } from '../../services/ports/feedback-store.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { type EdgeBot, type EdgeBotOptions, startEdgeBot } from '../support/edge-bot.ts';

const choice: Choice = {
  text: 'lo de la cuenta de <name>',
  locale: 'es-CO',
  offered: ['create_account', 'deactivate_account'],
  chosen: 'deactivate_account',
};

let bot: EdgeBot | undefined;
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});

/** One message to a dialog that hands over the choice, and what is kept after it. */
async function afterOneTurn(
  options: EdgeBotOptions = {},
): Promise<{ texts: string[]; kept: ChosenIntent[] }> {
  const turn = (given: Turn) => {
    given.learn?.(choice);
    given.reply({ text: 'entendido' });
  };
  bot = await startEdgeBot({ turn, desk: { today: () => '2026-11-20' }, ...options });
  const camila = bot.connector.persona(bot.url, {
    id: '5f0a1c00-0000-4000-8000-000000000101',
    name: 'Camila Rojas',
  });
  await camila.says('la segunda');
  const kept: ChosenIntent[] = [];
  for await (const one of bot.stores.feedback.all()) kept.push(one);
  return { texts: [...camila.texts], kept };
}

const away = () => Promise.reject(new AppError('store_unavailable'));

describe('what a turn taught', () => {
  it('is kept with the day and nothing of who it was', async () => {
    const { kept } = await afterOneTurn();
    expect(kept).toStrictEqual([{ ...choice, at: '2026-11-20' }]);
  });

  it('costs the person nothing when it cannot be kept', async () => {
    const stores = (real: Stores): Stores => ({ ...real, feedback: { ...real.feedback, add: away } });
    const { texts, kept } = await afterOneTurn({ stores });
    expect(texts).toEqual(['entendido']);
    expect(kept).toEqual([]);
  });

  it('is not kept of a turn that was not saved', async () => {
    const stores = (real: Stores): Stores => ({
      ...real,
      conversations: { ...real.conversations, save: away },
    });
    const { texts, kept } = await afterOneTurn({ stores });
    expect(texts).not.toContain('entendido');
    expect(kept).toEqual([]);
  });
});
