import { describe, expect, test } from 'vitest';
import { renderCaseDetail } from '../../cards/case-detail.ts';
import { renderCaseList } from '../../cards/case-list.ts';
import { renderNotice, renderPosted } from '../../cards/render-notice.ts';
import { renderReveal } from '../../cards/reveal.ts';
import { STATUSES, type Status } from '../../services/domain/case.ts';
import { NOTICES, type Notice } from '../../services/domain/work.ts';
import { translator } from '../../services/locale/translate.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { buttonsOf, inputsOf, partsOf, readingOf, textsOf } from './inspect.ts';
import { answered, everyCase, RICARDO, SOFIA, sampleCase, sampleView, TOMAS } from './samples.ts';

const LOCALES = ['es-CO', 'en-US'];

describe('a posted card', () => {
  test('of a decision follows the work until it is done, then shrinks to who decided', () => {
    const live = (status: Status) =>
      renderPosted('decision', sampleView(sampleCase('create', status), 'specialist'));
    expect(readingOf(live('fulfilling').card)).toContain('en curso');
    expect(readingOf(live('delivering').card)).toContain('hecho');
    const ended = live('closed');
    expect(ended.card).toBeUndefined();
    expect(ended.text).toBe(
      '**MS-2026-000001** · Cuenta nueva · Laura Inés Ñungo Pérez. Aprobado por Sofía Ibáñez León el 20 de noviembre de 2026. Ya está atendido.',
    );
  });

  test.each<[Notice, Status]>([
    ['authorisation', 'in_review'],
    ['data_requested', 'in_review'],
    ['attention', 'fulfilling'],
    ['solved', 'in_review'],
    ['reopened', 'fulfilling'],
    ['delivery', 'in_review'],
  ])('of %s has nothing to press once the case went on to %s', (notice, status) => {
    const { card, text } = renderPosted(notice, sampleView(sampleCase('deactivate', status), 'specialist'));
    expect(card).toBeUndefined();
    expect(text).toContain('MS-2026-000001');
  });

  test('is the same when edited twice', () => {
    for (const about of everyCase()) {
      const view = sampleView(about, 'specialist');
      expect(renderPosted('decision', view)).toEqual(renderPosted('decision', view));
    }
  });

  test('of another specialist shrinks once somebody took the case', () => {
    const about = sampleCase('create', 'in_review', { assignee: SOFIA });
    const hers = renderPosted('decision', sampleView(about, 'specialist'));
    const his = renderPosted('decision', { ...sampleView(about, 'specialist'), viewerId: TOMAS.id });
    expect(buttonsOf(hers.card).map((one) => one.verb)).toContain('approve');
    expect(buttonsOf(his.card).map((one) => one.verb)).toEqual(['take', 'open_case']);
    expect(readingOf(his.card)).toContain('Sofía Ibáñez León');
  });

  test('of an outcome that was told stays as it was sent', () => {
    const view = sampleView(sampleCase('create', 'closed', { outcome: 'rejected' }), 'requester');
    expect(renderPosted('rejected', view)).toEqual(renderNotice('rejected', view));
  });
});

describe('a case about nobody', () => {
  const VIEWERS = ['requester', 'specialist', 'deskLead'] as const;

  test.each(
    LOCALES.flatMap((locale) => (['assistance', 'failure'] as const).map((kind) => [kind, locale] as const)),
  )('of %s names its kind once in a line, in %s', (kind, locale) => {
    const said = translator(locale)(`case.kind.${kind}`);
    const twice = new RegExp(`${said}\\P{L}{1,12}${said}`, 'iu');
    for (const status of STATUSES) {
      const about = sampleCase(kind, status);
      const list = { list: 'open', cases: [about] } as const;
      const rows = renderCaseList(list, { procedure: unidadVictimas, locale });
      expect(readingOf(rows)).toContain(said);
      expect(readingOf(rows)).not.toMatch(twice);
      for (const viewer of VIEWERS) {
        const view = { ...sampleView(about, viewer), locale };
        const drawn = NOTICES.flatMap((notice) => [renderNotice(notice, view), renderPosted(notice, view)]);
        for (const { text, card } of drawn) expect(`${text}\n${readingOf(card)}`).not.toMatch(twice);
      }
    }
  });
});

describe('the specialist’s card', () => {
  test('asks for the holder type, filled in, before it can be approved', () => {
    const card = renderCaseDetail(sampleView(sampleCase('create', 'in_review'), 'specialist'));
    const [input] = inputsOf(card).filter((one) => one.id === 'holderType');
    expect(input).toMatchObject({ value: 'operator', isRequired: true });
  });

  test('asks for an unknown holder type below "Aprobar", where it holds up no other button', () => {
    const { holderType: _, ...fields } = sampleCase('create', 'in_review').fields;
    const card = renderCaseDetail(sampleView(sampleCase('create', 'in_review', { fields }), 'specialist'));
    expect(inputsOf(card.body).map((one) => one.id)).not.toContain('holderType');
    const approve = card.actions?.find((one) => one.title === 'Aprobar');
    expect(inputsOf(approve)).toMatchObject([{ id: 'holderType', isRequired: true }]);
  });

  test('says why a step failed and offers to retry it', () => {
    const card = renderCaseDetail(sampleView(sampleCase('create', 'needs_attention'), 'specialist'));
    expect(readingOf(card)).toContain('No quedan licencias libres');
    expect(buttonsOf(card).map((one) => one.verb)).toContain('retry');
  });

  test('names the manual step in the data of its button, with the instruction above', () => {
    const steps = sampleCase('modify', 'fulfilling', {
      fields: {
        account: { value: 'x', shown: 'X' },
        change: { value: 'alias' },
        newValue: { value: 'a@b.example' },
      },
    }).steps;
    const waiting = steps.map((one, at) =>
      at === 1 ? { ...one, state: 'waiting' as const } : { ...one, state: 'done' as const },
    );
    const card = renderCaseDetail(
      sampleView(sampleCase('modify', 'fulfilling', { steps: waiting }), 'specialist'),
    );
    expect(readingOf(card)).toContain('agregue el alias');
    expect(buttonsOf(card).find((one) => one.verb === 'step_by_hand')?.data).toMatchObject({
      step: 'add_alias',
    });
  });

  test('shows the old and the new value of a modification', () => {
    const text = readingOf(renderCaseDetail(sampleView(sampleCase('modify', 'in_review'), 'specialist')));
    expect(text).toMatch(/Ahora\nOficina Jurídica\nQuedará\nSecretaría de Hacienda/);
  });

  test('gives every state of a step a sign and a word', () => {
    const states = ['pending', 'running', 'waiting', 'done', 'failed'] as const;
    const about = sampleCase('create', 'fulfilling');
    const steps = about.steps.map((one, at) => ({ ...one, state: states[at] ?? 'done' }));
    const text = readingOf(renderCaseDetail(sampleView({ ...about, steps }, 'specialist')));
    for (const shown of ['○', '●', '◔', '✓', '✕', 'pendiente', 'en curso', 'espera', 'hecho', 'falló']) {
      expect(text).toContain(shown);
    }
  });

  test('offers nobody a decision on their own request', () => {
    const own = sampleCase('create', 'in_review', { requester: RICARDO });
    const verbs = buttonsOf(renderCaseDetail(sampleView(own, 'deskLead'))).map((one) => one.verb);
    expect(verbs).not.toContain('approve');
    expect(verbs).not.toContain('reject');
    expect(verbs).toContain('hand_over');
  });

  test('keeps "Más" free of cards within cards and of inputs that hold up another form', () => {
    const card = renderCaseDetail(sampleView(sampleCase('create', 'awaiting_data'), 'specialist'));
    const more = card.actions?.find((one) => one.title === 'Más');
    const inside = more?.type === 'Action.ShowCard' ? partsOf(more.card) : [];
    expect(inside.filter((one) => one.type === 'Action.ShowCard')).toEqual([]);
    expect(inside.filter((one) => one.isRequired === true)).toEqual([]);
    expect(buttonsOf(inside).map((one) => one.verb)).toContain('resolve_by_hand');
  });
});

describe('other messages', () => {
  test('an answer shows what stood there before', () => {
    const view = sampleView(sampleCase('create', 'in_review', { history: [answered()] }), 'specialist');
    const { text, card } = renderNotice('data_received', view);
    expect(text).toBe('Camila Rojas Peña respondió en **MS-2026-000001**.');
    expect(readingOf(card)).toContain('CPS-101-2026\n (antes \nCPS-110-2026');
  });

  test('the desk’s own no is a sentence and not a code', () => {
    const history = [{ ...answered(), what: 'turn_down' }];
    const about = sampleCase('deactivate', 'closed', {
      outcome: 'rejected',
      remark: 'target_administrator',
      history,
    });
    const { text } = renderNotice('rejected', sampleView(about, 'requester'));
    expect(text).toContain('administra el directorio');
    expect(text).not.toContain('target_');
  });

  test.each(LOCALES)('a deactivation says in %s that the account is kept', (locale) => {
    const view = sampleView(sampleCase('deactivate', 'awaiting_supervisor'), 'supervisor', locale);
    expect(readingOf(renderNotice('authorisation', view).card)).toMatch(/no se elimina|is not deleted/);
  });

  test('an unknown locale gets Spanish', () => {
    const view = sampleView(sampleCase('create', 'in_review'), 'requester', 'tlh-QO');
    expect(readingOf(renderNotice('status', view).card)).toContain('La revisa');
  });

  test('every status has its words for whoever waits', () => {
    for (const status of STATUSES.filter((one) => one !== 'closed')) {
      const card = renderCaseDetail(sampleView(sampleCase('deactivate', status), 'supervisor'));
      expect(textsOf(card).join(' '), status).not.toMatch(/notice\./);
    }
  });
});

describe('a revealed access', () => {
  const view = sampleView(sampleCase('create', 'delivering'), 'recipient');
  const card = renderReveal(
    { address: 'laura.nungo@entidad.example', secret: 'Xq7-TAZA', kind: 'password' },
    view,
  );

  test('stands once as it is, to be selected, and in no summary, speech or button', () => {
    const shown = partsOf(card).filter((one) => one.text === 'Xq7-TAZA');
    expect(shown).toMatchObject([{ type: 'TextRun', fontType: 'Monospace' }]);
    expect(`${card.speak} ${card.fallbackText} ${JSON.stringify(card.actions)}`).not.toContain('TAZA');
  });

  test('is spelled for the telephone', () => {
    expect(readingOf(card)).toContain('X mayúscula, q, 7, guion, T mayúscula, A mayúscula');
  });

  test('can be revealed again and acknowledged', () => {
    expect(buttonsOf(card).map((one) => one.verb)).toEqual(['acknowledge', 'reveal']);
  });
});
