import type { CaseView, Viewer } from '../../cards/case-view.ts';
import {
  type Case,
  type Fields,
  KINDS,
  type Kind,
  type Outcome,
  STATUSES,
  type Status,
  type Target,
} from '../../services/domain/case.ts';
import type { HistoryEntry } from '../../services/domain/history.ts';
import { allowedCommands } from '../../services/domain/lifecycle.ts';
import { freshRun, type Mass, UNREAD, withRun } from '../../services/domain/mass.ts';
import type { Actor, DeskRole, PersonRef } from '../../services/domain/person.ts';
import { planSteps, type Step } from '../../services/domain/plan.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aNewAccount, offeringMail } from '../support/builders.ts';

const id = (n: number) => `5f0a1c00-0000-4000-8000-${String(n).padStart(12, '0')}`;
const person = (n: number, name: string, email: string): PersonRef => ({ id: id(n), name, email });

/** People of the sandbox's institution. */
export const CAMILA = person(1, 'Camila Rojas Peña', 'camila.rojas@entidad.example');
export const HERNAN = person(2, 'Hernán Castaño Muñoz', 'hernan.castano@entidad.example');
export const SOFIA = person(3, 'Sofía Ibáñez León', 'sofia.ibanez@entidad.example');
export const TOMAS = person(6, 'Tomás Arango Díaz', 'tomas.arango@entidad.example');
export const RICARDO = person(4, 'Ricardo Núñez Vargas', 'ricardo.nunez@entidad.example');

export const ANDRES: Target = {
  ...person(101, 'Andrés Felipe Peña Niño', 'andres.pena@entidad.example'),
  userPrincipalName: 'andres.pena@entidad.example',
  enabled: true,
  synchronised: false,
  holderType: 'contractor',
  department: 'Oficina Jurídica',
  position: 'Contratista',
  contractNumber: 'CPS-045-2026',
  contractEnd: '2026-12-31',
  manager: HERNAN,
};

const FIELDS: { readonly [K in Kind]: Fields } = {
  create: aNewAccount({ value: HERNAN.id, shown: HERNAN.name }, { holderType: { value: 'operator' } }),
  modify: {
    account: { value: ANDRES.id, shown: ANDRES.name },
    change: { value: 'department' },
    department: { value: 'Secretaría de Hacienda' },
  },
  activate: {
    account: { value: ANDRES.id, shown: ANDRES.name },
    reason: { value: 'other' },
    contractNumber: { value: 'CPS-200-2026' },
    endDate: { value: '2027-06-30' },
  },
  deactivate: {
    account: { value: ANDRES.id, shown: ANDRES.name },
    reason: { value: 'contract_end' },
    effectiveDate: { value: '2026-12-31' },
  },
  bulk_deactivate: {
    accountList: { value: 'list-1', shown: 'terminaciones-2026.xlsx (48 cuentas)' },
    guideline: { value: 'Circular 012 de 2026' },
    effectiveDate: { value: '2026-12-31' },
  },
  reset: {
    account: { value: ANDRES.id, shown: ANDRES.name },
    description: { value: 'No recuerda la clave' },
  },
  failure: {
    failureKind: { value: 'cannot_send' },
    description: { value: 'Desde ayer.\nSale un error 550.' },
  },
  assistance: { description: { value: 'Quiero hablar con alguien sobre el buzón de la oficina.' } },
};

const DONE: readonly Status[] = ['delivering', 'resolved', 'treating', 'closed'];

function stepsIn(status: Status, planned: readonly Step[]): readonly Step[] {
  const middle = Math.floor(planned.length / 2);
  return planned.map((step, index): Step => {
    if (DONE.includes(status)) return { ...step, state: 'done', attempts: 1 };
    if (status === 'fulfilling') {
      if (index < middle) return { ...step, state: 'done' };
      if (index > middle) return step;
      return step.mode === 'manual'
        ? { ...step, state: 'waiting', reason: { code: 'by_hand' } }
        : { ...step, state: 'running' };
    }
    if (status !== 'needs_attention') return step;
    if (index < middle) return { ...step, state: 'done' };
    return index === middle ? { ...step, state: 'failed', reason: { code: 'no_seats' } } : step;
  });
}

/** A mass deactivation as it would be in a status: read, run, and over. */
export function sampleMass(status: Status): Mass {
  const reading: Mass['reading'] = {
    next: 49,
    affected: 41,
    excluded: { disabled: 3, official: 2, contract_extended: 1, not_found: 1 },
    departments: [
      { name: 'Oficina Jurídica', count: 29 },
      { name: 'Secretaría de Hacienda', count: 12 },
    ],
    known: 160,
    finishedAt: '2026-11-20T14:00:00.000Z',
  };
  const asked: Mass = {
    ...{ list: 'l', source: 'file', name: 'terminaciones-2026.xlsx', rows: 48, scope: 'all', reading },
  };
  if (['awaiting_supervisor', 'in_review', 'awaiting_data'].includes(status)) return asked;
  const approved = { ...asked, approvedBy: SOFIA };
  if (status === 'scheduled') return approved;
  const at = '2026-11-20T14:40:00.000Z';
  const failures = [{ code: 'MS-2026-000057', name: 'Ana Gil Barrios', step: 'back_up_mailbox' }];
  const tally =
    status === 'fulfilling'
      ? { running: 3, failed: 1, done: 12, excluded: 1, at, leftMs: 14 * 60_000, failures }
      : { running: 0, failed: status === 'needs_attention' ? 1 : 0, done: 40, excluded: 1, at, failures };
  const over = status === 'fulfilling' ? {} : { finishedAt: at, spent: true };
  return { ...approved, run: { ...freshRun(41, at), made: 16, tally, ...over } };
}

const entry = (seq: number, what: string, by: PersonRef, to: Status): HistoryEntry => ({
  seq,
  at: `2026-11-20T1${seq}:20:00.000Z`,
  by,
  relation: 'requester',
  what,
  from: null,
  to,
  facts: {},
  prev: '',
  mac: '',
});

function historyOf(kind: Kind, status: Status, outcome?: Outcome) {
  const told = [entry(1, 'open', CAMILA, 'in_review')];
  const add = (what: string, by: PersonRef) => told.push(entry(told.length + 1, what, by, status));
  if (kind === 'deactivate' && status !== 'awaiting_supervisor') {
    add(outcome === 'not_authorised' ? 'not_authorise' : 'authorise', HERNAN);
  }
  if (status === 'awaiting_data') add('request_data', SOFIA);
  if (outcome === 'rejected') add('reject', SOFIA);
  if (outcome === 'withdrawn') add('withdraw', CAMILA);
  if (
    outcome === undefined
      ? !['awaiting_supervisor', 'in_review', 'awaiting_data'].includes(status)
      : outcome === 'fulfilled'
  ) {
    add('approve', SOFIA);
  }
  if (outcome === 'fulfilled') add('confirm', CAMILA);
  return told;
}

/** A case of a kind as it would be in a status; what is given replaces parts of it. */
export function sampleCase(kind: Kind, status: Status, rest: Partial<Case> = {}): Case {
  const ended = status === 'closed' || status === 'treating';
  const outcome = ended ? (rest.outcome ?? 'fulfilled') : undefined;
  const rules = unidadVictimas.kinds[kind];
  const target = rules?.target === 'existing' ? { ...ANDRES, enabled: kind !== 'activate' } : undefined;
  const recipient = rules?.delivery?.recipient === 'supervisor' ? HERNAN : CAMILA;
  const fields = rest.fields ?? FIELDS[kind];
  const unsent = status === 'awaiting_supervisor' || status === 'in_review';
  return {
    _id: 'MS-2026-000001',
    draftId: 'd1',
    revision: 4,
    stage: 3,
    procedure: unidadVictimas.id,
    kind,
    status,
    outcome,
    remark: outcome && outcome !== 'fulfilled' ? 'El contrato no aparece en el sistema.' : undefined,
    locale: 'es-CO',
    requester: CAMILA,
    supervisor: rules?.target === 'none' ? undefined : HERNAN,
    assignee: unsent ? undefined : SOFIA,
    fields,
    target,
    proposal:
      kind === 'create'
        ? {
            address: 'laura.nungo@entidad.example',
            passedOver: [{ address: 'laura.perez@entidad.example', why: 'in_use' }],
          }
        : undefined,
    prepared: true,
    steps: stepsIn(status, planSteps(unidadVictimas, { kind, fields, target })),
    backup:
      kind === 'deactivate' && DONE.includes(status)
        ? { location: 'x', items: 40, bytes: 5_300_000, sha256: 'a', verifiedAt: '2026-11-20T15:00:00.000Z' }
        : undefined,
    account:
      kind === 'create' && DONE.includes(status)
        ? person(900, 'Laura Inés Ñungo Pérez', 'laura.nungo@entidad.example')
        : undefined,
    delivery:
      rules?.delivery && DONE.includes(status)
        ? {
            recipient,
            reveals: status === 'delivering' ? 1 : 2,
            acknowledgedAt: status === 'delivering' ? undefined : '2026-11-20T16:00:00.000Z',
          }
        : undefined,
    ...(kind === 'bulk_deactivate' && { mass: sampleMass(status) }),
    dataRequest:
      status === 'awaiting_data'
        ? {
            fields: (rules?.fields ?? []).slice(0, 2).map((one) => one.id),
            note: 'El CPS-101 aparece a nombre de otra persona.',
            by: SOFIA,
            at: '2026-11-20T14:30:00.000Z',
          }
        : undefined,
    nonConformities:
      status === 'treating' ? [{ goal: 'resolution', openedAt: '2026-11-20T14:50:00.000Z' }] : undefined,
    notes: [{ at: '2026-11-20T14:40:00.000Z', by: CAMILA, text: 'Es urgente, empieza el lunes.' }],
    posts: [],
    history: historyOf(kind, status, outcome),
    work: [],
    deadlines: [],
    createdAt: '2026-11-20T14:00:00.000Z',
    updatedAt: '2026-11-20T15:00:00.000Z',
    open: status !== 'closed',
    requesterId: CAMILA.id,
    assigneeId: '',
    supervisorId: HERNAN.id,
    activeAccountId: '',
    dueAt: '',
    deadlineAt: '',
    leaseUntil: '',
    fence: 0,
    ...rest,
  };
}

const ACTORS: { readonly [V in Viewer]: readonly [PersonRef, readonly DeskRole[]] } = {
  requester: [CAMILA, []],
  supervisor: [HERNAN, []],
  specialist: [SOFIA, ['specialist']],
  recipient: [HERNAN, []],
  deskLead: [RICARDO, ['deskLead']],
};

/** The view of somebody, with the buttons that the lifecycle allows them. */
export function sampleView(about: Case, viewer: Viewer, locale = 'es-CO'): CaseView {
  const [who, roles] = ACTORS[viewer];
  const actor: Actor = { person: who, roles };
  return {
    case: about,
    procedure: unidadVictimas,
    allowed: allowedCommands(about, actor),
    viewer,
    locale,
    now: '2026-11-20T15:00:00.000Z',
    specialists: [SOFIA, TOMAS],
    viewerId: who.id,
  };
}

/** Every kind in every status that it can be in, closed ones with every outcome. */
export function everyCase(rest: Partial<Case> = {}): readonly Case[] {
  const outcomes: readonly Outcome[] = ['fulfilled', 'rejected', 'not_authorised', 'withdrawn', 'unanswered'];
  const returned = (['fulfilling', 'resolved'] as const).map((status) =>
    sampleCase('activate', status, { ...offeringMail(status), ...rest }),
  );
  const unreached = (['awaiting_data', 'delivering'] as const).map((status) =>
    sampleCase('create', status, { ...UNREACHED, ...rest }),
  );
  return [
    ...returned,
    ...unreached,
    ...massLooks(rest),
    ...KINDS.flatMap((kind) => [
      ...STATUSES.filter((one) => one !== 'closed').map((status) => sampleCase(kind, status, rest)),
      ...outcomes.map((outcome) => sampleCase(kind, 'closed', { outcome, ...rest })),
    ]),
  ];
}

/** E-mails that did not arrive: one came back, one was refused. */
export const UNREACHED: Pick<Case, 'lostMails'> = {
  lostMails: [
    { id: 'a', to: CAMILA, notice: 'status', why: 'returned', since: '2026-11-20T15:05:00.000Z' },
    { id: 'b', to: HERNAN, notice: 'delivery', why: 'refused', since: '2026-11-20T15:05:00.000Z' },
  ],
};

/** A mass deactivation as it looks on its way. */
export const MASS_LOOKS = {
  reading: { ...sampleMass('in_review'), reading: { ...UNREAD, next: 12 } },
  braked: { ...sampleMass('in_review'), brake: { limit: 30, affected: 41 } },
  released: {
    ...sampleMass('in_review'),
    narrow: { department: 'Oficina Jurídica', holderType: 'contractor' },
    brake: {
      ...{ limit: 30, affected: 41 },
      released: { by: RICARDO, at: '2026-11-20T14:10:00.000Z', note: 'Son los de la vigencia 2026.' },
    },
  },
  paused: withRun(sampleMass('fulfilling'), { paused: { by: SOFIA, at: '2026-11-20T14:50:00.000Z' } }),
  stopped: withRun(sampleMass('resolved'), { stopped: { by: SOFIA, at: '2026-11-20T14:50:00.000Z' } }),
  returnAsked: {
    ...sampleMass('resolved'),
    back: { askedBy: SOFIA, askedAt: '2026-11-20T14:55:00.000Z', remark: 'La vigencia se amplió.' },
  },
} as const satisfies Record<string, Mass>;

function massLooks(rest: Partial<Case>): readonly Case[] {
  const look = (status: Status, mass: Mass) => sampleCase('bulk_deactivate', status, { mass, ...rest });
  return [
    look('in_review', MASS_LOOKS.reading),
    look('in_review', MASS_LOOKS.braked),
    look('in_review', MASS_LOOKS.released),
    look('fulfilling', MASS_LOOKS.paused),
    look('resolved', MASS_LOOKS.stopped),
    look('in_review', MASS_LOOKS.returnAsked),
  ];
}

/** The history's entry of an answer that changed the contract's number. */
export function answered(): HistoryEntry {
  const changes = [{ field: 'contractNumber', from: 'CPS-110-2026', to: 'CPS-101-2026' }];
  return { ...entry(2, 'add_data', CAMILA, 'in_review'), facts: { changes, note: '' } };
}
