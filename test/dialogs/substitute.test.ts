import { describe, expect, it } from 'vitest';
import { ChatDriver } from '../support/chat-driver.ts';
import { deskForConversations, take } from '../support/conversations.ts';

const open = deskForConversations();

describe('naming a substitute', () => {
  it.each([
    [
      'Del 1 al 15 de diciembre aprueba Lucía Beltrán',
      'del 1 de diciembre de 2026 al 15 de diciembre de 2026',
    ],
    [
      'del 28 de noviembre al 3 de diciembre autoriza por mí lucia beltran ortiz',
      'del 28 de noviembre de 2026 al 3 de diciembre',
    ],
    ['hasta el 15 de diciembre me reemplaza Lucía Beltrán', 'al 15 de diciembre de 2026'],
    ['Lucía Beltrán aprueba en mi lugar del 1 al 15 de diciembre', 'del 1 de diciembre de 2026 al 15'],
  ])('%s', async (said, days) => {
    const hernan = new ChatDriver(open(), 'hernan');
    await take(hernan, [said, days, 'Lucía Beltrán Ortiz']);
  });

  it('in English', async () => {
    const hernan = new ChatDriver(open(), 'hernan', { locale: 'en-US' });
    await take(hernan, [
      'Lucía Beltrán approves for me from 1 to 15 December',
      'from 1 December 2026 to 15 December 2026',
    ]);
  });

  it('says what is wrong with the person or the days', async () => {
    const hernan = new ChatDriver(open(), 'hernan');
    await take(hernan, ['del 1 al 15 de diciembre aprueba Hernán Castaño Muñoz', 'debe ser otra']);
    await take(hernan, ['del 1 al 15 de diciembre aprueba Zutano Mengano', 'No encuentro a esa persona']);
  });

  it('takes no request for it', async () => {
    const camila = new ChatDriver(open(), 'camila');
    await take(camila, ['necesito una cuenta para Laura del 1 al 15 de diciembre', 'no:en su lugar']);
    expect(await open().deps.settings.read(`substitute:${open().idOf('camila')}`)).toBeUndefined();
  });
});
