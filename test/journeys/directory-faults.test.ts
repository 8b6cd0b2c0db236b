import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRuleInput } from '../../services/sandbox/faults.ts';
import { ending, given, LAURA } from './given.ts';
import { type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

function fault(rule: FaultRuleInput): void {
  desk.mesa.sandbox?.faults.add(rule);
}

/** Everybody has been told that the account is ready, and there is one of it. */
async function delivered(): Promise<void> {
  await desk.hernan.card('Revelar acceso');
  await desk.camila.shows(/ya está lista/);
  expect((await desk.account('laura.nungo@entidad.example'))?.accountEnabled).toBe(true);
  expect(await desk.account('laura.nungoperez@entidad.example')).toBeUndefined();
}

describe('the directory gives trouble while an account is made', () => {
  beforeEach(async () => {
    await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.card('Aprobar');
    await desk.settled();
  });

  it.each<[string, FaultRuleInput, RegExp | undefined]>([
    ['down for a while', { status: 503, times: null }, /El directorio no responde/],
    ['unreachable for a while', { effect: 'drop', times: null }, /El directorio no responde/],
    ['throttling', { status: 429, retryAfterSeconds: 1, times: 3 }, undefined],
    ['slow', { effect: 'delay', delayMs: 400, times: 8 }, undefined],
    [
      'without permission for a while',
      { match: { method: 'POST' }, status: 403, times: null },
      /Falta un permiso/,
    ],
    [
      'losing the answer to the creation',
      { match: { pattern: '^/users$', method: 'POST' }, effect: 'work-then-drop' },
      undefined,
    ],
  ])('%s: the case waits and says so, and goes on by itself', async (_name, rule, says) => {
    fault(rule);
    await desk.sofia.presses('Aprobar');
    if (says) {
      await desk.sofia.shows(says);
      desk.mesa.sandbox?.faults.clear();
    }
    await delivered();
  });

  it('refusing outright: it needs attention with step and reason, and a retry takes it up', async () => {
    fault({ match: { pattern: 'subscribedSkus' }, status: 400, code: 'Request_BadRequest', times: null });
    await desk.sofia.presses('Aprobar');
    expect(await desk.sofia.shows(/se detuvo/)).toMatch(/Asignar la licencia/);
    await desk.camila.shows(/Un paso no salió/);
    desk.mesa.sandbox?.faults.clear();
    await desk.sofia.presses('Reintentar', { on: /se detuvo/ });
    await delivered();
  });

  it('out of licences: it says so, and goes on once there is one and somebody retries', async () => {
    const tenant = desk.mesa.sandbox?.tenant;
    const facts = tenant?.get('facts', 'tenant');
    if (!tenant || !facts) throw new TypeError('no tenant');
    const seats = (enabled: number) =>
      tenant.commit([
        { put: 'facts', row: { ...facts, skus: facts.skus.map((sku) => ({ ...sku, enabled })) } },
      ]);
    seats(1);
    await desk.sofia.presses('Aprobar');
    await desk.sofia.shows(/No quedan licencias libres/);
    seats(200);
    await desk.sofia.presses('Reintentar');
    await delivered();
  });
});

describe('the directory is down while people talk', () => {
  it('a request is taken all the same by who is known, and the case is prepared once the directory is back', async () => {
    await desk.camila.says('ayuda');
    await desk.sofia.says('ayuda');
    fault({ status: 503, times: 30 });
    const { _id } = await given(desk, 'camila', 'create', LAURA);
    await desk.camila.shows(new RegExp(_id));
    desk.mesa.sandbox?.faults.clear();
    await desk.sofia.card('Aprobar', new RegExp(_id));
  });

  it('somebody of whom nothing is known yet is told to try again, and nothing is recorded', async () => {
    const quiet = await startDesk({ installed: [] });
    quiet.mesa.sandbox?.faults.add({ status: 503, times: null });
    const { status } = await quiet.camila.says('necesito un correo');
    expect(status).toBeLessThan(300);
    expect(await quiet.camila.sees(/directorio no responde/)).toMatch(/Intente de nuevo/);
    quiet.mesa.sandbox?.faults.clear();
    await quiet.camila.says('mis casos');
    expect(quiet.camila.last).toMatch(/No tiene casos/);
    await quiet.stop();
  });

  it('a reveal that the directory does not answer says so; pressing again gives the access', async () => {
    await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Aprobar');
    await desk.hernan.card('Revelar acceso');
    await desk.settled();
    fault({ match: { method: 'PATCH' }, status: 503, times: null });
    const failed = await desk.hernan.presses('Revelar acceso');
    expect(failed.status).toBe(200);
    expect(failed.text).toMatch(/no responde|tardó demasiado/);
    desk.mesa.sandbox?.faults.clear();
    await desk.settled();
    const card = await desk.hernan.card('Revelar acceso');
    expect((await desk.hernan.pressesOn(card, 'Revelar acceso')).text).toMatch(/Contraseña/);
  });
});

describe('a backup that goes wrong', () => {
  it('never costs the licence: throttled, failing in part, then whole', async () => {
    await given(desk, 'hernan', 'deactivate', ending(desk, 'andres'));
    fault({ match: { pattern: 'exportItems' }, status: 429, retryAfterSeconds: 1, times: 1 });
    fault({ match: { pattern: 'exportItems' }, effect: 'fail-items', times: 1, skip: 1 });
    await desk.sofia.presses('Aprobar');
    await desk.hernan.shows(/quedó inactiva, con copia/);
    const [value] = await desk.cases();
    expect(value?.backup).toMatchObject({ items: 40, verifiedAt: expect.any(String) });
  });
});
