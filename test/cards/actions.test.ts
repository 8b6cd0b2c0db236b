import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BULLETIN_VERBS, CASE_VERBS, DESK_VERBS } from '../../cards/actions.ts';
import { parseAction } from '../../cards/parse-action.ts';

const CASE = { case: 'MS-2026-000012', stage: 3 };

describe('a pressed button', () => {
  test.each([
    ['authorise', {}, {}],
    ['not_authorise', { not_authorise_remark: ' sigue vinculado ' }, { remark: 'sigue vinculado' }],
    ['take', {}, {}],
    ['hand_over', { hand_over_to: 'abc' }, { personId: 'abc' }],
    ['approve', { holderType: 'operator' }, { holderType: 'operator' }],
    ['approve', { holderType: '' }, {}],
    ['approve', {}, {}],
    ['reject', { reject_remark: 'no' }, { remark: 'no' }],
    ['reject', {}, { remark: '' }],
    [
      'request_data',
      { request_fields: 'endDate,contractNumber,x', request_note: 'n' },
      { fields: ['contractNumber', 'endDate'], note: 'n' },
    ],
    [
      'add_data',
      { add_field_phone: '300', add_field_position: '  ', add_note: 'hola' },
      { values: { phone: '300' }, note: 'hola' },
    ],
    ['add_data', { record_field_phone: '300' }, { values: {}, note: '' }],
    [
      'record_answer',
      { record_field_phone: '300', record_note: 'llamó' },
      { values: { phone: '300' }, note: 'llamó' },
    ],
    ['step_by_hand', { step: 'add_alias', step_note: 'listo' }, { stepId: 'add_alias', note: 'listo' }],
    ['resolve_by_hand', { resolve_note: 'listo' }, { note: 'listo' }],
    ['reopen', { reopen_remark: 'no abre' }, { remark: 'no abre' }],
    ['reveal', {}, {}],
  ])('%s is read with its inputs', (verb, inputs, read) => {
    expect(parseAction(verb, { ...CASE, ...inputs })).toEqual({ verb, ...CASE, ...read });
  });

  test.each([
    [
      'draft_save',
      { draft: 'd', draft_field_endDate: '2026-12-15', other: 1 },
      { draft: 'd', values: { endDate: '2026-12-15' } },
    ],
    ['draft_confirm', { draft: 'd' }, { draft: 'd' }],
    [
      'choose_person',
      { draft: 'd', field: 'account', personId: '' },
      { draft: 'd', field: 'account', personId: '' },
    ],
    ['choose_intent', { intent: 'create_account' }, { intent: 'create_account' }],
    ['open_case', { case: 'MS-2026-12' }, { case: 'MS-2026-12' }],
    ['page', { list: 'mine', before: 'MS-2026-000004' }, { list: 'mine', before: 'MS-2026-000004' }],
  ])('%s of the conversation is read', (verb, data, read) => {
    expect(parseAction(verb, data)).toEqual({ verb, ...read });
  });

  test('is read from the value of a message, where the verb is inside', () => {
    expect(parseAction(undefined, { verb: 'take', ...CASE })).toEqual({ verb: 'take', ...CASE });
  });

  test('of a bulletin brings what was typed, for the whole card and row by row', () => {
    const data = {
      bulletin: 'contract_ends:hernan:2026-12-15',
      stage: 3,
      act: 'extend',
      row: 'a-1',
      b_note: ' gracias ',
      b_until: '',
      'b_until__a-1': '2027-01-31',
      'b_contract_number__a-1': 'CPS-9',
      'b_until__a-2': '2027-02-28',
      b_x__constructor: 'y',
      b___proto__: 'no',
      other: 'not ours',
    };
    expect(parseAction('bulletin', data)).toEqual({
      verb: 'bulletin',
      bulletin: 'contract_ends:hernan:2026-12-15',
      stage: 3,
      press: {
        act: 'extend',
        row: 'a-1',
        values: { note: 'gracias' },
        rows: {
          'a-1': { until: '2027-01-31', contract_number: 'CPS-9' },
          'a-2': { until: '2027-02-28' },
          constructor: { x: 'y' },
        },
      },
    });
  });

  test.each([
    ['a bulletin’s act that is no word', 'bulletin', { bulletin: 'b', stage: 1, act: 'Do It' }],
    [
      'a bulletin’s text beyond all measure',
      'bulletin',
      { bulletin: 'b', stage: 1, act: 'go', b_x: 'x'.repeat(20_001) },
    ],
    ['no bulletin', 'bulletin', { stage: 1, act: 'go' }],
    ['no verb of ours', 'delete_everything', CASE],
    ['a verb of the desk itself', 'step', CASE],
    ['a property of every object', 'constructor', CASE],
    ['no case', 'take', { stage: 1 }],
    ['a code that is none', 'take', { case: 'x; drop', stage: 1 }],
    ['no stage', 'take', { case: CASE.case }],
    ['a stage below nothing', 'take', { ...CASE, stage: -1 }],
    ['a holder type that is none', 'approve', { ...CASE, holderType: 'king' }],
    ['a text beyond all measure', 'reject', { ...CASE, reject_remark: 'x'.repeat(20_001) }],
    ['a field beyond all measure', 'add_data', { ...CASE, add_field_phone: 'x'.repeat(20_001) }],
    ['a field that is no text', 'draft_save', { draft: 'd', draft_field_phone: { a: 1 } }],
    [
      'hundreds of inputs',
      'draft_save',
      { draft: 'd', ...Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`x${at}`, ''])) },
    ],
    ['a list for data', 'take', [CASE]],
    ['nothing', 'take', undefined],
  ])('with %s is nobody’s', (_, verb, data) => {
    expect(parseAction(verb, data)).toBeUndefined();
  });

  test('of any kind whatever is read or refused, and never throws', () => {
    const verb = fc.oneof(fc.constantFrom(...CASE_VERBS, ...DESK_VERBS, ...BULLETIN_VERBS), fc.anything());
    const data = fc.oneof(
      fc.anything(),
      fc.record(
        {
          case: fc.oneof(fc.constant(CASE.case), fc.anything()),
          stage: fc.oneof(fc.nat(), fc.anything()),
          draft: fc.oneof(fc.string(), fc.anything()),
          add_field_phone: fc.anything(),
          request_fields: fc.anything(),
          holderType: fc.anything(),
          bulletin: fc.oneof(fc.constant('digest:p:2026-11-30'), fc.anything()),
          act: fc.oneof(fc.constant('seen'), fc.anything()),
          b_until__row: fc.anything(),
          b___proto__: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(verb, data, (one, other) => {
        const action = parseAction(one, other);
        expect(
          action === undefined || [...CASE_VERBS, ...DESK_VERBS, ...BULLETIN_VERBS].includes(action.verb),
        ).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
