import { randomUUID } from 'node:crypto';
import type { Case, Fields, FieldValue, Status } from '../../services/domain/case.ts';
import type { CaseMail, LostMail } from '../../services/domain/case-mail.ts';
import type { PersonRef } from '../../services/domain/person.ts';
import type { RegisteredAccount } from '../../services/ports/account-register.ts';
import type { KnownPerson } from '../../services/ports/people-store.ts';

let made = 0;

/** A number that no other builder of this process was given. */
function next(): number {
  made += 1;
  return made;
}

/** A person nobody else is. */
export function aPerson(overrides: Partial<PersonRef> = {}): PersonRef {
  const n = next();
  return { id: randomUUID(), name: `Persona ${n}`, email: `persona.${n}@entidad.example`, ...overrides };
}

/**
 * A case in review, with a code, a draft and people of its own, that owes nothing. What the stores index follows
 * `requester`, `assignee` and `supervisor` unless said otherwise.
 */
export function aCase(overrides: Partial<Case> = {}): Case {
  const n = next();
  const requester = overrides.requester ?? aPerson();
  const at = new Date(Date.UTC(2026, 8, 1, 13, 0, n % 60)).toISOString();
  return {
    _id: `MS-2026-${String(n).padStart(6, '0')}`,
    draftId: randomUUID(),
    revision: 1,
    stage: 1,
    procedure: 'unidad-victimas',
    kind: 'create',
    status: 'in_review',
    locale: 'es-CO',
    requester,
    fields: {
      holderName: { value: 'Íñigo Peña Ñáñez' },
      holderType: { value: 'contractor', shown: 'contratista' },
      contractNumber: { value: `CPS-${n}-2026` },
      endDate: { value: '2026-12-15', shown: '15 de diciembre de 2026' },
    },
    prepared: true,
    steps: [],
    notes: [],
    posts: [],
    history: [
      {
        seq: 1,
        at,
        by: requester,
        relation: 'requester',
        what: 'open',
        from: null,
        to: 'in_review',
        facts: {
          fields: ['holderName', 'holderType'],
          note: 'tilde ñ 😀 "comillas"',
          nested: { empty: [], zero: 0 },
        },
        prev: '',
        mac: 'a'.repeat(64),
      },
    ],
    work: [],
    deadlines: [],
    createdAt: at,
    updatedAt: at,
    open: true,
    requesterId: requester.id,
    assigneeId: overrides.assignee?.id ?? '',
    supervisorId: overrides.supervisor?.id ?? '',
    activeAccountId: '',
    dueAt: '',
    deadlineAt: '',
    leaseUntil: '',
    fence: 0,
    ...overrides,
  };
}

/** An e-mail without files, as it is put on a case. */
export function aMail(overrides: Partial<CaseMail> = {}): CaseMail {
  const n = next();
  return {
    id: `<${n}@correo.example>`,
    from: aPerson(),
    subject: 'RE: falta un dato para seguir',
    at: new Date(Date.UTC(2026, 8, 2, 13, 0, n % 60)).toISOString(),
    attachments: [],
    ...overrides,
  };
}

/** An e-mail of the desk that came back and was sent again. */
export function aLostMail(overrides: Partial<LostMail> = {}): LostMail {
  return {
    id: `<${next()}@correo.example>`,
    to: aPerson(),
    notice: 'data_requested',
    why: 'returned',
    since: '2026-09-02T13:00:00.000Z',
    sentAt: '2026-09-02T12:59:00.000Z',
    resentAt: '2026-09-02T14:00:00.000Z',
    ...overrides,
  };
}

/** A person of the desk's index. */
export function aKnownPerson(overrides: Partial<KnownPerson> = {}): KnownPerson {
  const person = aPerson();
  return {
    ...person,
    _id: person.id,
    userPrincipalName: person.email,
    department: 'Jurídica',
    position: 'Abogada',
    holderType: 'contractor',
    enabled: true,
    words: ['persona'],
    ...overrides,
  };
}

/** An account of the register, enabled and free, as a case has recorded it. */
export function anAccount(overrides: Partial<RegisteredAccount> = {}): RegisteredAccount {
  const n = next();
  return {
    _id: randomUUID(),
    address: `cuenta.${n}@entidad.example`,
    holderName: `Titular ${n}`,
    holderType: 'contractor',
    department: 'Jurídica',
    state: 'enabled',
    lastCase: `MS-2026-${String(n).padStart(6, '0')}`,
    activeCaseId: '',
    updatedAt: '2026-09-01T13:00:00.000Z',
    ...overrides,
  };
}

/** What makes a case the return of an account whose former mail may be wanted. */
export function offeringMail(status: Status): Pick<Case, 'kind' | 'mailReturn' | 'steps'> {
  const step = { id: 'restore_mailbox', kind: 'restore_mailbox', mode: 'automatic', attempts: 1 } as const;
  const waiting = { ...step, state: 'waiting', reason: { code: 'offer_mail' } } as const;
  return {
    kind: 'activate',
    mailReturn: { from: 'MS-2026-000009', items: 40, bytes: 1_000, state: 'offered' },
    steps: [status === 'fulfilling' ? waiting : { ...step, state: 'done' }],
  };
}

/** All that is asked of a new account, for a contractor called Laura. */
export function aNewAccount(supervisor: FieldValue, overrides: Fields = {}): Fields {
  return {
    holderName: { value: 'Laura Inés Ñungo Pérez' },
    holderType: { value: 'contractor' },
    nationalId: { value: '52345678' },
    contractNumber: { value: 'CPS-101-2026' },
    startDate: { value: '2026-11-23' },
    endDate: { value: '2026-12-15' },
    position: { value: 'Abogada de apoyo' },
    department: { value: 'Oficina Jurídica' },
    supervisor,
    personalEmail: { value: 'laura.nungo@correo.example' },
    ...overrides,
  };
}
