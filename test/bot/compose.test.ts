import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { aNewAccount } from '../support/builders.ts';
import { postJson } from '../support/fake-connector.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

let desk: RunningDesk;
afterEach(() => desk.stop());

async function openedCase(kind: 'create' | 'deactivate' = 'create'): Promise<Case> {
  const person = (key: string) => desk.mesa.desk.matchPeople(key, 1).then((found) => found[0]?._id ?? '');
  const camila = await desk.mesa.desk.whoIs(await person('camila'));
  if (!camila) throw new TypeError('nobody');
  const opened = await desk.mesa.desk.openCase(
    {
      draftId: `draft-${kind}`,
      kind,
      locale: 'es-CO',
      fields: aNewAccount({ value: await person('hernan') }),
    },
    camila,
  );
  if (!opened.ok) throw new TypeError(opened.code);
  return opened.case;
}

const statusOf = async (code: string) => (await desk.mesa.stores.cases.get(code))?.status;

describe('the composed desk', () => {
  it('is ready, knows its people, and answers in chat', async () => {
    desk = await startDesk();
    expect(await (await fetch(`${desk.url}/readyz`)).json()).toEqual({ status: 'ready' });
    await desk.as('camila').says('hola');
    expect(desk.as('camila').texts.join()).toMatch(/Camila/);
  });

  it('carries a case from the request to the delivery by itself', async () => {
    desk = await startDesk();
    const [sofia, hernan, camila] = [desk.as('sofia'), desk.as('hernan'), desk.as('camila')];
    for (const one of [sofia, hernan, camila]) await one.installs();
    const opened = await openedCase();
    const decision = await sofia.until((me) => me.card('approve'));
    const pressed = await sofia.presses(decision, 'approve', { holderType: 'contractor' });
    expect(pressed.body.statusCode).toBe(200);
    const delivery = await hernan.until((me) => me.card('reveal'), 25_000);
    expect(await statusOf(opened._id)).toBe('delivering');
    const answer = await hernan.presses(delivery, 'reveal');
    expect(JSON.stringify(answer.body.value)).toContain('laura.nungo@entidad.example');
  });

  it('goes on after a restart with what was owed', async () => {
    desk = await startDesk();
    await desk.as('sofia').installs();
    desk.connector.fail({ status: 503, times: 1_000, method: 'POST' });
    const opened = await openedCase();
    await desk.restart();
    desk.connector.heal();
    expect(desk.as('sofia').card('approve')).toBeUndefined();
    await desk.as('sofia').until((me) => me.card('approve'), 25_000);
    expect(await statusOf(opened._id)).toBe('in_review');
  });

  it('keeps the history’s key and the clock’s offset over a restart', async () => {
    desk = await startDesk();
    const key = desk.mesa.deps.historyKey;
    expect(key.length).toBeGreaterThan(40);
    await desk.advance('P3D');
    await desk.restart();
    expect(desk.mesa.deps.historyKey).toBe(key);
    const ahead = Date.parse(desk.mesa.clock.deskNow()) - Date.parse(desk.mesa.clock.realNow());
    expect(Math.round(ahead / 86_400_000)).toBe(3);
  });

  it('moves the clock forward only, and by durations only', async () => {
    desk = await startDesk();
    const url = `${desk.url}/sandbox/clock`;
    for (const advance of ['-P1D', 'PT0S', '3 days', 'P100Y', '', 5, null]) {
      expect((await postJson(url, { advance })).status).toBe(400);
    }
    const before = Date.parse(desk.mesa.clock.deskNow());
    await desk.advance('PT90M');
    expect(Date.parse(desk.mesa.clock.deskNow()) - before).toBeGreaterThanOrEqual(90 * 60_000);
  });

  it('turns away pages of the web that name it otherwise, and service URLs elsewhere', async () => {
    desk = await startDesk();
    const host = { host: 'evil.example' };
    expect((await postJson(`${desk.url}/sandbox/clock`, { advance: 'P1D' }, host)).status).toBe(403);
    const camila = desk.as('camila');
    const activity = camila.activity('message', { text: 'hola', serviceUrl: 'http://10.0.0.1/_connector' });
    expect((await camila.post(activity)).status).toBe(403);
    expect((await camila.post({ ...activity, type: undefined })).status).toBe(400);
    expect(await desk.mesa.stores.conversations.get(`msteams/${camila.conversation}`)).toBeUndefined();
  });
});
