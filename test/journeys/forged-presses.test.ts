import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_VERBS, type CaseVerb } from '../../cards/actions.ts';
import type { Case } from '../../services/domain/case.ts';
import { ending, given } from './given.ts';
import { CAST, type Role, type RunningDesk, startDesk } from './harness.ts';

/**
 * Every verb pressed by everybody at every stage of one deactivation that a colleague asked for, with data as the
 * card would carry them: only those who are entitled to it then change anything.
 */
let desk: RunningDesk;
let code: string;
beforeAll(async () => {
  desk = await startDesk();
  code = (await given(desk, 'camila', 'deactivate', ending(desk, 'andres')))._id;
  await desk.hernan.card('Autorizo');
});
afterAll(() => desk.stop());

/** Verbs whose success would move the case out of the stage that is being looked at. */
const MOVES: Readonly<Record<string, readonly CaseVerb[]>> = {
  awaiting_supervisor: ['authorise', 'not_authorise', 'withdraw', 'add_data'],
  in_review: ['take', 'approve', 'reject', 'withdraw', 'request_data', 'resolve_by_hand', 'add_data'],
  awaiting_data: [
    'take',
    'reject',
    'withdraw',
    'add_data',
    'record_answer',
    'resolve_by_hand',
    'request_data',
  ],
  resolved: ['confirm', 'reopen', 'add_data'],
  closed: ['reopen'],
};
const DESK: readonly Role[] = ['sofia', 'tomas', 'ricardo', 'elena'];
const ENTITLED: Readonly<Record<string, readonly Role[]>> = {
  authorise: ['hernan'],
  not_authorise: ['hernan'],
  withdraw: ['camila'],
  add_data: ['camila'],
  confirm: ['camila'],
  reopen: ['camila'],
  approve: DESK,
  reject: DESK,
  request_data: DESK,
  record_answer: DESK,
  resolve_by_hand: DESK,
  take: DESK,
  hand_over: DESK,
};

const inputs = {
  not_authorise_remark: 'no',
  reject_remark: 'no',
  reopen_remark: 'no',
  resolve_note: 'hecho',
  request_fields: 'reason',
  request_note: '¿por qué?',
  add_note: 'un dato',
  record_note: 'llamó',
  step_note: 'hecho',
  step: 'block_sign_in',
  hand_over_to: '',
  personId: '5f0a1c00-0000-4000-8000-000000000006',
  holderType: 'official',
  by: '5f0a1c00-0000-4000-8000-000000000002',
  role: 'deskLead',
};

const face = ({ status, fields, assignee, history, notes }: Case) =>
  JSON.stringify({ status, fields, assignee, history: history.length, notes });

async function pressEverything(status: string): Promise<string[]> {
  const changed: string[] = [];
  for (const verb of CASE_VERBS) {
    const mayMove = MOVES[status]?.includes(verb);
    for (const who of CAST) {
      if (mayMove && ENTITLED[verb]?.includes(who)) continue;
      const before = await desk.caseOf(code);
      expect(before.status).toBe(status);
      const answer = await desk[who].pressesRaw(verb, { ...inputs, case: code, stage: before.stage });
      expect(answer.status, `${who} ${verb}`).toBe(200);
      expect(answer.text, `${who} ${verb}`).not.toBe('');
      if (face(await desk.caseOf(code)) !== face(before)) changed.push(`${who} ${verb}`);
    }
  }
  return changed;
}

/** The desk may take and hand over a case wherever it is under way; the rest of what moves nothing is refused. */
describe('a forged press changes nothing', () => {
  it('while the supervisor is asked', async () => {
    expect(await pressEverything('awaiting_supervisor')).toEqual([]);
    await desk.hernan.presses('Autorizo');
    await desk.sofia.card('Aprobar');
    await desk.settled();
  });

  it('while the specialist looks at it', async () => {
    expect(await pressEverything('in_review')).toEqual([]);
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'reason' } });
    await desk.settled();
  });

  it('while data are awaited', async () => {
    expect(await pressEverything('awaiting_data')).toEqual([]);
    await desk.camila.presses('Enviar', {
      on: /Puede responder aquí/,
      typed: { add_note: 'Se acabó el contrato' },
    });
    await desk.settled();
    await desk.sofia.presses('Aprobar');
    await desk.camila.card('Todo bien', /inactiva/);
    await desk.settled();
  });

  it('once it is done', async () => {
    expect(await pressEverything('resolved')).toEqual([]);
    await desk.camila.presses('Todo bien', { on: /inactiva/ });
    await desk.settled();
  });

  it('once it is closed', async () => {
    expect(await pressEverything('closed')).toEqual([]);
    const { history } = await desk.caseOf(code);
    expect(
      history.filter((one) => one.what !== 'step').map((one) => [one.what, one.by.name.split(' ')[0]]),
    ).toEqual([
      ['open', 'Camila'],
      ['prepared', expect.any(String)],
      ['authorise', 'Hernán'],
      ['assign', 'Mesa'],
      ['request_data', 'Sofía'],
      ['add_data', 'Camila'],
      ['prepared', expect.any(String)],
      ['approve', 'Sofía'],
      ['confirm', 'Camila'],
    ]);
  });
});
