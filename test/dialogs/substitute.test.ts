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

  it.each([
    'mi suplente es Lucía Beltrán del 1 al 15 de diciembre',
    'Del 1 al 15 de diciembre mi reemplazo será Lucía Beltrán.',
    'Lucía Beltrán me cubre del 1 al 15 de diciembre',
    'del 1 de diciembre al 15 de diciembre Lucía Beltrán me reemplaza',
    'Lucía Beltrán queda encargada del 1 al 15 de diciembre',
  ])('%s', async (said) => {
    const hernan = new ChatDriver(open(), 'hernan');
    await take(hernan, [said, 'del 1 de diciembre de 2026 al 15 de diciembre', 'Lucía Beltrán Ortiz']);
  });

  it.each([
    'Lucía Beltrán approves for me from 1 to 15 December',
    'Lucía Beltrán will stand in for me from 1 December to 15 December',
    'lucia beltran stands in for me from December 1 to December 15.',
    'Lucía Beltrán is covering for me from 1 to 15 December',
    'Lucía Beltrán fills in for me while I’m away from 1 to 15 December',
    'Lucía Beltrán will act on my behalf between 1 and 15 December',
    'My substitute is Lucía Beltrán from 1 to 15 December',
    'my stand-in will be Lucía Beltrán, from 1 to 15 December',
    'Lucía Beltrán will be my deputy from 1 to 15 December',
    'From 1 to 15 December Lucía Beltrán will cover for me',
    'From December 1 to December 15, Lucía Beltrán covers for me',
    'from 1 to 15 December, my substitute is Lucía Beltrán',
  ])('in English: %s', async (said) => {
    const hernan = new ChatDriver(open(), 'hernan', { locale: 'en-US' });
    await take(hernan, [said, 'Lucía Beltrán Ortiz', 'from 1 December 2026 to 15 December 2026']);
  });

  it('in English, with only the last day, begins today', async () => {
    const hernan = new ChatDriver(open(), 'hernan', { locale: 'en-US' });
    const days = 'from 20 November 2026 to 15 December 2026';
    await take(hernan, ['Lucía Beltrán covers for me until 15 December', 'Lucía Beltrán Ortiz', days]);
    await take(hernan, ['who covers for me until 15 December?', 'no:cannot find', 'no:in your place']);
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
