import { renderCaseDetail } from '../../cards/case-detail.ts';
import { renderCaseList } from '../../cards/case-list.ts';
import type { Viewer } from '../../cards/case-view.ts';
import { renderDraftForm, renderDraftSummary } from '../../cards/draft-form.ts';
import { renderHelp } from '../../cards/help.ts';
import { renderFigureCases } from '../../cards/indicators/cases.ts';
import { figureWords } from '../../cards/indicators/figure-words.ts';
import { renderParts, renderReport } from '../../cards/indicators/report.ts';
import { renderIntentChoice } from '../../cards/intent-choice.ts';
import { renderPeopleChoice } from '../../cards/people-choice.ts';
import { renderBulletin } from '../../cards/render-bulletin.ts';
import { renderNotice, renderPosted } from '../../cards/render-notice.ts';
import { renderReveal } from '../../cards/reveal.ts';
import { renderWelcome } from '../../cards/welcome.ts';
import type { BulletinData, BulletinKind } from '../../services/domain/bulletin.ts';
import type { Case, Kind, Status } from '../../services/domain/case.ts';
import type { Draft } from '../../services/domain/draft.ts';
import type { Mass } from '../../services/domain/mass.ts';
import type { Notice } from '../../services/domain/work.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { offeringMail } from '../support/builders.ts';
import type { Picture } from '../support/render-cards.ts';
import { accountPictures } from './account-samples.ts';
import { sampleBulletin } from './sample-bulletins.ts';

import { sampleReport } from './sample-indicators.ts';
import { ANDRES, answered, HERNAN, MASS_LOOKS, sampleCase, sampleMass, sampleView } from './samples.ts';

const DRAFT: Draft = {
  id: 'd1',
  kind: 'create',
  fields: {
    holderName: { value: 'Laura Inés Ñungo Pérez' },
    holderType: { value: 'contractor' },
    nationalId: { value: '52345678' },
    contractNumber: { value: 'CPS-101-2026' },
    endDate: { value: '2026-12-15' },
    department: { value: 'Oficina Jurídica' },
  },
  problems: [],
  notes: [],
};

const DIGEST: BulletinData<'digest'> = {
  day: '2026-11-30',
  open: 5,
  waiting: 3,
  late: 1,
  rows: [
    { code: 'MS-2026-000118', kind: 'create', subject: 'Laura Inés Ñungo Pérez', late: true, due: '' },
    { code: 'MS-2026-000123', kind: 'failure', subject: '', late: false, due: '2026-11-30T20:00:00.000Z' },
    {
      code: 'MS-2026-000121',
      kind: 'deactivate',
      subject: 'Andrés Felipe Peña Niño',
      late: false,
      due: '2026-12-01T16:30:00.000Z',
    },
  ],
  desk: {
    open: 14,
    unassigned: 1,
    untreated: 2,
    codes: ['MS-2026-000118', 'MS-2026-000109'],
    absent: [{ name: 'Tomás Arango Díaz', open: 3 }],
  },
};

const STRAY: BulletinData<'stray_mail'> = {
  mailId: 'AAMk',
  from: 'ana.gomez@proveedor.example',
  name: 'Ana Gómez',
  subject: 'Contrato de Laura',
  text: 'Buenas tardes:\n\nLes envío el contrato que pidieron.',
  files: true,
  receivedAt: '2026-11-30T15:10:00.000Z',
  why: 'no_code',
  told: ['sofia'],
  code: '',
  done: '',
  by: '',
};

/** Drafts as a conversation leaves them. */
export const DRAFTS = {
  begun: DRAFT,
  wrong: {
    ...DRAFT,
    problems: [
      { field: 'personalEmail', key: 'email', typed: 'laura arroba correo' },
      { field: 'startDate', key: 'start_after_end', params: { end: '2026-12-15' }, typed: '2026-12-20' },
    ],
  },
  complete: {
    ...DRAFT,
    fields: sampleCase('create', 'in_review').fields,
    notes: ['Es urgente, empieza el lunes.'],
  },
  ending: {
    id: 'd2',
    kind: 'deactivate',
    fields: sampleCase('deactivate', 'in_review').fields,
    problems: [],
    target: ANDRES,
    notes: [],
  },
} as const satisfies Record<string, Draft>;

const SUGGESTIONS = { supervisor: { value: HERNAN.id, shown: HERNAN.name } };

function bulletinCard<K extends BulletinKind>(kind: K, data: BulletinData<K>, locale: string) {
  const context = { procedure: unidadVictimas, locale, now: '2026-11-30T13:00:00.000Z' };
  const { card } = renderBulletin(sampleBulletin(kind, data), context);
  if (!card) throw new TypeError(`${kind} has no card`);
  return card;
}

function told(
  name: string,
  notice: Notice,
  kind: Kind,
  status: Status,
  viewer: Viewer,
  locale: string,
  rest: Partial<Case> = {},
  press?: readonly string[],
): Picture[] {
  const { card } = renderNotice(notice, sampleView(sampleCase(kind, status, rest), viewer, locale));
  return card ? [{ name, card, ...(press ? { press } : {}) }] : [];
}

/** A mass deactivation from its dry run to its return. */
function massPictures(locale: string): Picture[] {
  const look = (
    name: string,
    notice: Notice,
    status: Status,
    viewer: Viewer,
    mass: Mass = sampleMass(status),
    press?: readonly string[],
  ) => told(`mass-${name}`, notice, 'bulk_deactivate', status, viewer, locale, { mass }, press);
  return [
    ...look('reading', 'status', 'in_review', 'requester', MASS_LOOKS.reading),
    ...look('dry-run', 'decision', 'in_review', 'specialist'),
    ...look('braked', 'decision', 'in_review', 'deskLead', MASS_LOOKS.braked, ['Recortar']),
    ...look('running', 'status', 'fulfilling', 'requester'),
    ...look('paused', 'decision', 'fulfilling', 'specialist', MASS_LOOKS.paused),
    ...look('failed', 'attention', 'needs_attention', 'specialist'),
    ...look('solved', 'solved', 'resolved', 'requester'),
    ...look('return', 'decision', 'in_review', 'requester', MASS_LOOKS.returnAsked),
  ];
}

/** One picture of every card, with the sandbox's people. */
export function gallery(locale: string): readonly Picture[] {
  const context = { procedure: unidadVictimas, locale };
  const delivered = sampleView(sampleCase('create', 'delivering'), 'recipient', locale);
  const secret = {
    address: 'laura.nungo@entidad.example',
    secret: 'Quebra7-mirlo-TAZA',
    kind: 'password' as const,
  };
  const lost = {
    unrestored: [
      { what: 'group', name: 'Contratación', why: 'gone' } as const,
      { what: 'mailbox', name: '', why: 'mailbox_new' } as const,
    ],
  };
  const synchronised = sampleCase('deactivate', 'fulfilling', { target: { ...ANDRES, synchronised: true } });
  const manual = {
    ...synchronised,
    steps: synchronised.steps.map((one, at) =>
      at < 2
        ? { ...one, state: 'done' as const }
        : at === 2
          ? { ...one, mode: 'manual' as const, state: 'waiting' as const, reason: { code: 'by_hand' } }
          : { ...one, state: 'pending' as const },
    ),
  };
  const taken = renderPosted('decision', {
    ...sampleView(sampleCase('create', 'fulfilling'), 'specialist', locale),
    viewerId: 'other',
  });
  const cases = (['create', 'deactivate', 'failure'] as const).map((kind, at) =>
    sampleCase(kind, (['in_review', 'fulfilling', 'closed'] as const)[at] ?? 'closed', {
      _id: `MS-2026-00000${3 - at}`,
    }),
  );
  return [
    ...told(
      'decision-mail',
      'decision',
      'activate',
      'fulfilling',
      'specialist',
      locale,
      offeringMail('fulfilling'),
    ),
    ...told('decision-create', 'decision', 'create', 'in_review', 'specialist', locale),
    ...told('decision-create-ask', 'decision', 'create', 'in_review', 'specialist', locale, {}, [
      'Pedir datos',
    ]),
    ...told('decision-create-more', 'decision', 'create', 'awaiting_data', 'specialist', locale, {}, [
      'Más',
      'Registrar respuesta',
    ]),
    ...told('decision-running', 'decision', 'create', 'fulfilling', 'specialist', locale),
    ...told('decision-failed', 'decision', 'create', 'needs_attention', 'specialist', locale),
    ...told('decision-modify', 'decision', 'modify', 'in_review', 'specialist', locale),
    ...told('decision-deactivate-done', 'decision', 'deactivate', 'resolved', 'specialist', locale),
    {
      name: 'decision-manual',
      card: renderCaseDetail(sampleView(manual, 'specialist', locale)),
      press: ['Hecho'],
    },
    ...(taken.card ? [{ name: 'decision-taken', card: taken.card }] : []),
    ...told('decision-failure', 'decision', 'failure', 'in_review', 'specialist', locale),
    ...massPictures(locale),
    ...told('status-review', 'status', 'create', 'in_review', 'requester', locale),
    ...told('status-running', 'status', 'create', 'fulfilling', 'requester', locale),
    {
      name: 'detail-requester',
      card: renderCaseDetail(sampleView(sampleCase('deactivate', 'scheduled'), 'requester', locale)),
      press: ['Retirar'],
    },
    ...told('authorisation', 'authorisation', 'deactivate', 'awaiting_supervisor', 'supervisor', locale),
    ...told(
      'authorisation-no',
      'authorisation',
      'deactivate',
      'awaiting_supervisor',
      'supervisor',
      locale,
      {},
      ['No autorizo'],
    ),
    ...told('data-requested', 'data_requested', 'create', 'awaiting_data', 'requester', locale),
    ...told('data-received', 'data_received', 'create', 'in_review', 'specialist', locale, {
      history: [answered()],
    }),
    ...told('delivery', 'delivery', 'create', 'delivering', 'recipient', locale),
    { name: 'reveal', card: renderReveal(secret, delivered) },
    {
      name: 'reveal-pass',
      card: renderReveal(
        { ...secret, kind: 'access_pass', expiresAt: '2026-11-21T15:00:00.000Z' },
        delivered,
      ),
    },
    ...told('solved', 'solved', 'activate', 'resolved', 'requester', locale, lost, ['No está bien']),
    ...told('attention', 'attention', 'create', 'needs_attention', 'specialist', locale),
    ...told('reopened', 'reopened', 'create', 'in_review', 'specialist', locale, {
      remark: 'No puede entrar.',
    }),
    ...told('closed', 'closed', 'create', 'closed', 'requester', locale),
    ...told('closed-rated', 'closed', 'create', 'closed', 'requester', locale, {
      survey: { score: 4, at: '2026-11-21T15:00:00.000Z' },
    }),
    ...told('rejected', 'rejected', 'create', 'closed', 'requester', locale, { outcome: 'rejected' }),
    ...told('low-mark', 'low_mark', 'create', 'closed', 'deskLead', locale, {
      survey: { score: 2, comment: 'Tardó más de lo que me dijeron.', at: '2026-11-21T15:00:00.000Z' },
    }),
    {
      name: 'indicators',
      card: renderReport(sampleReport(), figureWords(unidadVictimas, locale, '2026-11-20')),
    },
    {
      name: 'indicators-missed',
      card: renderReport(sampleReport(0.6), figureWords(unidadVictimas, locale, '2026-11-20')),
    },
    {
      name: 'indicators-kind',
      card: renderParts(sampleReport(), 'kind', figureWords(unidadVictimas, locale, '2026-11-20')),
    },
    {
      name: 'indicators-cases',
      card: renderFigureCases(
        {
          ...{ days: sampleReport().days, figure: 'low' },
          cases: [
            sampleCase('create', 'closed', {
              survey: {
                score: 2,
                comment: 'Tardó más de lo que me dijeron.',
                at: '2026-11-21T15:00:00.000Z',
              },
            }),
          ],
        },
        figureWords(unidadVictimas, locale, '2026-11-20'),
      ),
    },
    { name: 'draft-form', card: renderDraftForm(DRAFTS.begun, { ...context, suggestions: SUGGESTIONS }) },
    { name: 'draft-wrong', card: renderDraftForm(DRAFTS.wrong, context) },
    { name: 'draft-all', card: renderDraftForm(DRAFTS.complete, { ...context, all: true }) },
    { name: 'draft-summary', card: renderDraftSummary(DRAFTS.complete, context) },
    { name: 'draft-summary-deactivate', card: renderDraftSummary(DRAFTS.ending, context) },
    {
      name: 'people',
      card: renderPeopleChoice(
        {
          draft: 'd2',
          field: 'account',
          people: [
            {
              id: 'a',
              name: ANDRES.name,
              position: 'Contratista',
              department: 'Oficina Jurídica',
              address: ANDRES.email,
              enabled: true,
            },
            {
              id: 'b',
              name: 'Carlos Andrés Peña Niño',
              position: 'Contratista',
              department: 'Secretaría de Hacienda',
              address: 'carlos.pena@entidad.example',
              enabled: false,
            },
          ],
        },
        locale,
      ),
    },
    { name: 'intents', card: renderIntentChoice(['create_account', 'activate_account', 'how_to'], locale) },
    {
      name: 'list',
      card: renderCaseList({ list: 'mine', cases, next: 'MS-2026-000001', later: true }, context),
    },
    { name: 'list-empty', card: renderCaseList({ list: 'assigned', cases: [] }, context) },
    { name: 'bulletin-digest', card: bulletinCard('digest', DIGEST, locale) },
    { name: 'bulletin-stray-mail', card: bulletinCard('stray_mail', STRAY, locale) },
    ...accountPictures(locale),
    { name: 'help', card: renderHelp(['specialist'], locale) },
    {
      name: 'welcome',
      card: renderWelcome({ name: 'Camila Rojas Peña', roles: [], locale }, unidadVictimas),
    },
  ];
}
