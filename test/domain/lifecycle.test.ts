import { describe, expect, it } from 'vitest';
import type { Status } from '../../services/domain/case.ts';
import { STATUSES } from '../../services/domain/case.ts';
import type { Command, CommandName } from '../../services/domain/command.ts';
import { allowedCommands, decide, maySee } from '../../services/domain/lifecycle.ts';
import { LIFECYCLE } from '../../services/domain/lifecycle-table.ts';
import type { Actor } from '../../services/domain/person.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { ACTORS, type ActorName, at, COMMANDS, MAY, NAMES, NOW, readyFor, who } from './lifecycle-samples.ts';

const context = { procedure: unidadVictimas, now: NOW };
const everyTriple = STATUSES.flatMap((status) =>
  NAMES.flatMap((name) =>
    (Object.keys(ACTORS) as ActorName[]).map((actor) => [status, name, actor] as const),
  ),
);

describe('status x command x person', () => {
  it.each(NAMES)('%s: exactly those who may, exactly when they may', (name) => {
    const [statuses, actors] = MAY[name];
    for (const [status, , actor] of everyTriple.filter((one) => one[1] === name)) {
      const outcome = decide(readyFor(name, status), COMMANDS[name], ACTORS[actor], context);
      expect(outcome.ok, `${status} ${name} ${actor}`).toBe(
        statuses.includes(status) && actors.includes(actor),
      );
    }
  });

  it('offers on a card only what would be accepted', () => {
    for (const status of STATUSES) {
      for (const actor of Object.values(ACTORS)) {
        for (const name of allowedCommands(at(status), actor)) {
          const outcome = decide(readyFor(name, status), COMMANDS[name], actor, context);
          expect(outcome.ok, `${status} ${name}`).toBe(true);
        }
      }
    }
  });

  it('never changes the case on a refusal, and always leads to a status of the table', () => {
    for (const [status, name, actor] of everyTriple) {
      const value = readyFor(name, status);
      const before = JSON.stringify(value);
      const outcome = decide(value, COMMANDS[name], ACTORS[actor], context);
      expect(JSON.stringify(value)).toBe(before);
      if (outcome.ok) expect(STATUSES).toContain(outcome.case.status);
    }
  });

  it('has one row at most for a status and a command', () => {
    for (const status of STATUSES) {
      for (const name of NAMES) {
        expect(
          LIFECYCLE.filter((row) => row.command === name && row.in.includes(status)).length,
          `${status} ${name}`,
        ).toBeLessThanOrEqual(1);
      }
    }
  });

  it('leaves no open status without somebody who can move it on', () => {
    for (const status of STATUSES.filter((one) => one !== 'closed')) {
      expect(
        LIFECYCLE.some((row) => row.in.includes(status) && row.to !== 'same' && !row.refuses),
        status,
      ).toBe(true);
    }
  });
});

describe('nobody decides on their own request', () => {
  const own: readonly [CommandName, Status][] = [
    ['approve', 'in_review'],
    ['reject', 'in_review'],
    ['resolve_by_hand', 'in_review'],
  ];
  it.each(own)('%s', (name, status) => {
    const specialist = who('sofia', 'specialist', 'deskLead');
    const asked = at(status, { requester: specialist.person });
    expect(decide(asked, COMMANDS[name], specialist, context)).toMatchObject({
      ok: false,
      code: 'own_request',
    });
    const about = at(status, {
      target: { ...specialist.person, userPrincipalName: 's@x', enabled: true, synchronised: false },
    });
    expect(decide(about, COMMANDS[name], specialist, context)).toMatchObject({
      ok: false,
      code: 'own_request',
    });
    expect(decide(asked, COMMANDS[name], who('tomas', 'specialist'), context).ok).toBe(true);
  });
});

describe('what a decision needs', () => {
  it.each([
    ['reject', { name: 'reject', remark: ' ' }, 'reason_needed', 'in_review'],
    ['not_authorise', { name: 'not_authorise', remark: '' }, 'reason_needed', 'awaiting_supervisor'],
    ['request_data', { name: 'request_data', fields: [], note: '' }, 'fields_needed', 'in_review'],
    ['resolve_by_hand', { name: 'resolve_by_hand', note: '' }, 'note_needed', 'in_review'],
    ['record_answer', { name: 'record_answer', fields: {}, note: '' }, 'note_needed', 'awaiting_data'],
    ['reopen', { name: 'reopen', remark: '' }, 'reason_needed', 'resolved'],
  ] as const)('%s is refused without its words', (_name, command, code, status) => {
    const actor =
      command.name === 'not_authorise'
        ? ACTORS.supervisor
        : command.name === 'reopen'
          ? ACTORS.requester
          : ACTORS.specialist;
    expect(decide(at(status), command, actor, context)).toMatchObject({ ok: false, code });
  });

  it('approval under another holder type asks for what that type needs', () => {
    const value = at('in_review', {
      kind: 'activate',
      fields: { account: { value: 'andres' }, reason: { value: 'other' }, holderType: { value: 'official' } },
    });
    const changed = decide(value, { name: 'approve', holderType: 'contractor' }, ACTORS.specialist, context);
    expect(changed).toMatchObject({
      ok: false,
      code: 'data_missing',
      params: { fields: 'contractNumber,endDate' },
    });
    expect(decide(value, { name: 'approve', holderType: 'official' }, ACTORS.specialist, context).ok).toBe(
      true,
    );
  });

  it('what has begun is not withdrawn halfway', () => {
    const value = at('fulfilling');
    const begun = {
      ...value,
      steps: value.steps.map((step, n) => (n < 3 ? { ...step, state: 'done' as const } : step)),
    };
    expect(decide(begun, COMMANDS.withdraw, ACTORS.requester, context)).toMatchObject({
      ok: false,
      code: 'too_late_to_withdraw',
    });
  });

  it('a mailbox without a verified backup cannot be called resolved once sign-in is blocked', () => {
    const value = at('needs_attention');
    const blocked = {
      ...value,
      steps: value.steps.map((step) =>
        step.kind === 'block_sign_in' ? { ...step, state: 'done' as const } : step,
      ),
    };
    expect(decide(blocked, COMMANDS.resolve_by_hand, ACTORS.specialist, context)).toMatchObject({
      ok: false,
      code: 'past_licence_gate',
    });
    const verified = {
      ...blocked,
      steps: blocked.steps.map((step) =>
        step.kind === 'verify_backup' ? { ...step, state: 'done' as const } : step,
      ),
    };
    expect(decide(verified, COMMANDS.resolve_by_hand, ACTORS.specialist, context).ok).toBe(true);
  });

  it('keeps what people wrote free of what is no text', () => {
    const outcome = decide(
      at('in_review'),
      { name: 'reject', remark: ' no\u0000 corresponde\ud800 ' },
      ACTORS.specialist,
      context,
    );
    expect(outcome).toMatchObject({ ok: true, case: { remark: 'no corresponde' } });
  });

  it('a case closed too long ago is not reopened', () => {
    const old = at('closed', { closedAt: '2026-10-01T00:00:00.000Z' });
    expect(decide(old, COMMANDS.reopen, ACTORS.requester, context)).toMatchObject({
      ok: false,
      code: 'reopen_expired',
      params: { days: 30 },
    });
  });

  it('induction is acknowledged only after a reveal', () => {
    const value = at('delivering', { delivery: { recipient: ACTORS.recipient.person, reveals: 0 } });
    expect(decide(value, COMMANDS.acknowledge, ACTORS.recipient, context)).toMatchObject({
      ok: false,
      code: 'reveal_first',
    });
  });
});

describe('the stage', () => {
  it('moves with status, fields or work order, and stays where only people or posts change', () => {
    const value = at('in_review');
    const stageAfter = (command: Command, actor: Actor) => {
      const outcome = decide(value, command, actor, context);
      return outcome.ok ? outcome.case.stage - value.stage : undefined;
    };
    expect(stageAfter(COMMANDS.take, ACTORS.specialist)).toBe(0);
    expect(stageAfter(COMMANDS.approve, ACTORS.specialist)).toBe(1);
    expect(stageAfter({ name: 'add_data', fields: { reason: { value: 'other' } } }, ACTORS.requester)).toBe(
      1,
    );
  });
});

describe('who may see a case', () => {
  it.each([
    ['requester', true],
    ['supervisor', true],
    ['holder', true],
    ['recipient', true],
    ['specialist', true],
    ['deskLead', true],
    ['liaison', false],
    ['stranger', false],
  ] as const)('%s: %s', (actor, may) => {
    expect(maySee(at('in_review'), ACTORS[actor])).toBe(may);
  });
});
