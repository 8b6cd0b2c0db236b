import { describe, expect, it } from 'vitest';
import { renderFigureCases } from '../../cards/indicators/cases.ts';
import { figureWords } from '../../cards/indicators/figure-words.ts';
import { renderParts, renderReport } from '../../cards/indicators/report.ts';
import { parseAction } from '../../cards/parse-action.ts';
import { FIGURE_NAMES } from '../../services/domain/figure-names.ts';
import { DIMENSIONS } from '../../services/domain/indicators.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { buttonsOf, faultsOf, flawsOf, partsOf, readingOf } from './inspect.ts';
import { emptyReport, sampleReport } from './sample-indicators.ts';
import { sampleCase } from './samples.ts';

const LATE = sampleCase('create', 'closed', {
  nonConformities: [
    { goal: 'resolution', openedAt: '2026-08-03T15:00:00.000Z', cause: 'Faltaban licencias' },
  ],
  survey: { score: 2, comment: 'Tardó *mucho*', at: '2026-08-09T15:00:00.000Z' },
});

describe.each(['es-CO', 'en-US'])('the cards of the indicators, in %s', (locale) => {
  const words = figureWords(unidadVictimas, locale, '2026-11-20');
  const cards = [
    renderReport(sampleReport(), words),
    renderReport(sampleReport(0.6), words),
    renderReport(emptyReport(), words),
    ...DIMENSIONS.flatMap((by) => [
      renderParts(sampleReport(), by, words),
      renderParts(emptyReport(), by, words),
    ]),
    ...FIGURE_NAMES.flatMap((figure) => [
      renderFigureCases({ days: sampleReport().days, figure, cases: [] }, words),
      renderFigureCases(
        {
          days: { from: '2026-08-03', until: '2026-09-05' },
          ...{ figure, cases: [LATE, LATE], next: '2026-08-03.MS-2026-000001', later: true },
          only: { by: 'department', of: 'Oficina *Jurídica*', name: 'Oficina *Jurídica*' },
        },
        words,
      ),
    ]),
  ];

  it('are whole: texts, labels, and what every reader can draw', () => {
    for (const card of cards) {
      expect(flawsOf(card)).toEqual([]);
      expect(faultsOf(card)).toEqual([]);
    }
  });

  it('send what the edge understands', () => {
    for (const button of cards.flatMap(buttonsOf)) {
      const action = parseAction(button.verb, button.data);
      expect(action, JSON.stringify(button)).toMatchObject({ verb: button.verb });
    }
  });

  it('have a chart with the same figures as a table for whoever has no charts', () => {
    const chart = partsOf(cards[0]).find((one) => one.type === 'Chart.VerticalBar');
    expect(chart?.fallback).toMatchObject({ type: 'Table' });
    expect(chart?.data).toHaveLength(5);
    expect(readingOf(chart?.fallback)).toContain(locale.startsWith('es') ? 'T3 2025' : 'Q3 2025');
  });
});

describe('the summary', () => {
  it('says the published indicator, how it is made, its target and its owner', () => {
    const said = readingOf(
      renderReport(sampleReport(0.6), figureWords(unidadVictimas, 'es-CO', '2026-11-20')),
    );
    expect(said).toContain('Tercer trimestre de 2026');
    expect(said).toContain('No se cumplió la meta: 90');
    expect(said).toContain('Casos resueltos ÷ casos recibidos × 100: 72 ÷ 124');
    expect(said).toContain('Responde: la dirección de TIC');
    expect(said).toContain('La mitad en');
  });

  it('offers only figures that have cases', () => {
    const said = readingOf(renderReport(emptyReport(), figureWords(unidadVictimas, 'es-CO', '2026-11-20')));
    expect(said).toContain('No se recibieron casos');
    expect(said).not.toContain('Casos recibidos (');
  });
});

it.each([
  { from: '2026-13-01', until: '2026-12-31', show: 'summary' },
  { from: '2026-01-01', until: '2026-12-31', show: 'everything' },
  { from: '2026-01-01' },
])('%j is no press', (data) => {
  expect(parseAction('indicators', data)).toBeUndefined();
});
