import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { given, LAURA } from './given.ts';
import { chatOf, type RunningDesk, startDesk } from './harness.ts';
import type { Person } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

/** A request that Sofía answers with a no, which ends it at once. */
async function refused(): Promise<string> {
  const { _id: code } = await given(desk, 'camila', 'create', LAURA);
  await desk.sofia.presses('Rechazar solicitud', { typed: { reject_remark: 'ya tiene una cuenta' } });
  await desk.camila.shows(/no se aprobó/);
  return code;
}

describe('once a case is over', () => {
  it('whoever asked rates it with a tap, adds a word, and the desk lead hears of a low mark', async () => {
    const code = await refused();
    await desk.camila.presses('2, mal', { on: /Cómo le pareció/ });
    expect((await desk.caseOf(code)).survey).toMatchObject({ score: 2 });
    await desk.ricardo.shows(/calificó.*con \*\*2, mal/);
    await desk.camila.presses('Enviar comentario', { typed: { rate_comment: 'nadie me explicó' } });
    await desk.settled();
    const about = await desk.caseOf(code);
    expect(about.survey).toMatchObject({ score: 2, comment: 'nadie me explicó' });
    expect(about.history.filter((one) => one.what === 'rate')).toHaveLength(2);

    await desk.ricardo.says('indicadores');
    await desk.ricardo.presses('Ver', { on: /Indicadores del servicio/, typed: { show: 'low' } });
    await desk.ricardo.shows(/nadie me explicó/);
  });

  it('the mark can be changed for some days, and then no more', async () => {
    const code = await refused();
    await desk.camila.presses('4, bien', { on: /Cómo le pareció/ });
    await desk.camila.presses('5, muy bien', { on: /Su calificación/ });
    expect((await desk.caseOf(code)).survey).toMatchObject({ score: 5 });
    await desk.advance('P20D');
    await desk.camila.presses('1, muy mal', { on: /Su calificación/ });
    await desk.camila.shows(/durante 15 días/);
    expect((await desk.caseOf(code)).survey).toMatchObject({ score: 5 });
  });
});

describe('in English', () => {
  it('the survey, the low mark and the indicators read the same', async () => {
    const [camila, ricardo, sofia] = (['camila', 'ricardo', 'sofia'] as const).map((key) =>
      chatOf(desk.connector, () => desk.url, key, 'en-GB'),
    ) as [Person, Person, Person];
    for (const person of [camila, ricardo, sofia]) await person.says('hello');
    const { _id: code } = await given(desk, 'camila', 'create', LAURA, 'en-GB');
    await sofia.presses('Reject the request', { typed: { reject_remark: 'there is an account' } });
    expect(await camila.shows(/was not approved/)).toContain('there is an account');
    await camila.presses('2, bad', { on: /How was the service/ });
    await ricardo.shows(/rated.*\*\*2, bad/);
    await camila.presses('Send comment', { typed: { rate_comment: 'nobody explained' } });
    await desk.settled();
    expect((await desk.caseOf(code)).survey).toMatchObject({ score: 2, comment: 'nobody explained' });
    await ricardo.says('indicators for this year');
    expect(await ricardo.shows(/Service indicators/)).toContain('2.0 out of 5 (one person rated)');
    await ricardo.presses('Show', { on: /Service indicators/, typed: { show: 'low' } });
    await ricardo.shows(/nobody explained/);
  });
});

describe('the desk lead', () => {
  it('sees what was received and resolved, splits it and goes down to the cases, in Spanish', async () => {
    const code = await refused();
    await given(desk, 'camila', 'create', LAURA);
    await desk.ricardo.says('¿cuántos casos resolvimos este año?');
    await desk.ricardo.shows(/50.%/);
    await desk.ricardo.presses('Ver', { on: /Indicadores del servicio/, typed: { show: 'specialist' } });
    await desk.ricardo.shows(/Por especialista/);
    await desk.ricardo.presses('Casos', { on: /Por especialista/ });
    await desk.ricardo.presses('Volver a los indicadores');
    await desk.ricardo.presses('Ver', { on: /Indicadores del servicio/, typed: { show: 'resolved' } });
    await desk.ricardo.shows(new RegExp(code));
    await desk.camila.says('indicadores');
    await desk.camila.shows(/son de la dirección de TIC/);
  });

  it('takes them home as a table, in a file that is theirs alone', async () => {
    const code = await refused();
    await desk.ricardo.says('indicadores de este año');
    await desk.ricardo.presses('Descargar en CSV', { on: /Indicadores del servicio/ });
    const given = await desk.ricardo.shows(/\/sandbox\/files\//);
    const link = /http[^\s)]+\/sandbox\/files\/[^\s)]+/.exec(given)?.[0];
    const text = await (await fetch(link ?? '')).text();
    expect(text).toContain('Recibidos');
    expect(text).toMatch(/Total;\d{4};1;1;100%/);
    expect(text).toContain('Oficina Jurídica');
    await desk.ricardo.presses('Ver', { on: /Indicadores del servicio/, typed: { show: 'resolved' } });
    await desk.ricardo.presses('Descargar en Excel', { on: /Casos resueltos/ });
    await desk.ricardo.shows(/casos-resueltos-\d{4}\.xlsx/);
    const cases = { figure: 'resolved', format: 'csv' };
    const year = desk.mesa.desk.today().slice(0, 4);
    await desk.ricardo.pressesRaw('indicator_file', {
      ...cases,
      from: `${year}-01-01`,
      until: `${year}-12-31`,
    });
    const listed = await desk.ricardo.shows(/casos-resueltos-\d{4}\.csv/);
    const csv = await (await fetch(/http[^\s)]+\/sandbox\/files\/[^\s)]+/.exec(listed)?.[0] ?? '')).text();
    expect(csv).toContain('Caso;Tipo de solicitud');
    expect(csv).toContain(code);
    const camila = await desk.camila.pressesRaw('indicator_file', {
      ...{ from: '2026-01-01', until: '2026-12-31', format: 'csv' },
    });
    expect(camila.status).toBe(200);
    await desk.camila.shows(/son de la dirección de TIC/);
  });

  it('and in English, of a period gone by', async () => {
    await refused();
    await desk.advance('P40D');
    await desk.ricardo.says('indicators for last month', { locale: 'en-US' });
    await desk.ricardo.shows(/Service indicators/);
  });
});
